import type { Route, Routing } from "@sluice/core/ports/edge";

/** Routes by hostname, made once a routing, so that a switch is the exchange of one object. */
export type RouteTable = ReadonlyMap<string, Route>;

export function tableOf(routing: Routing | null): RouteTable {
  return new Map((routing?.routes ?? []).map((route) => [hostOf(route.host), route]));
}

/** The hostname of a `Host` header: lower-cased, without port and final dot. */
export function hostOf(header: string | undefined): string {
  return (header ?? "").toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
}

/** Checks what came from outside. Throws an `Error` that says what is wrong with it. */
export function parseRouting(value: unknown): Routing {
  const { version, routes } = (value ?? {}) as { version?: unknown; routes?: unknown };
  if (!Number.isSafeInteger(version) || !Array.isArray(routes))
    throw new Error("a routing has version and routes");
  return { version: Number(version), routes: routes.map(parseRoute) };
}

function parseRoute(value: unknown): Route {
  const { host, fallback } = (value ?? {}) as Record<string, unknown>;
  if (typeof host !== "string") throw new Error("a route has a host");
  return {
    host,
    ...parsePlace(value),
    ...(fallback === undefined ? {} : { fallback: parsePlace(fallback) }),
  };
}

function parsePlace(value: unknown): Pick<Route, "environment" | "address"> {
  const { environment, address } = (value ?? {}) as Record<string, unknown>;
  if (typeof environment !== "string" || typeof address !== "string") {
    throw new Error("a route has host, environment and address");
  }
  const { protocol, pathname } = new URL(address);
  if (!/^https?:$/.test(protocol) || pathname !== "/") throw new Error("an address is http://host:port");
  return { environment, address };
}

/** The addresses that anything may still be sent to. */
export function addressesOf(table: RouteTable): ReadonlySet<string> {
  return new Set(
    [...table.values()].flatMap(({ address, fallback }) =>
      fallback ? [address, fallback.address] : [address],
    ),
  );
}
