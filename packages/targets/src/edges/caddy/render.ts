import { createHash } from "node:crypto";
import { SluiceError } from "@sluice/core/errors";
import type { Route, Routing } from "@sluice/core/ports/edge";

/** What each application has on an edge, by the application's name. */
export type Held = Readonly<Record<string, Routing>>;

export interface RenderOptions {
  /** Whether hostnames get certificates and HTTPS, other than those that end in .localhost or .test. */
  readonly automaticHttps: boolean;
  /** The public port of HTTPS, for redirects to it; null where none is published, so that all is plain HTTP. */
  readonly https: number | null;
  /** How long requests on their way may take after a switch, in milliseconds, before nobody waits for them. */
  readonly graceMs: number;
}

/** In the container, where nothing but its own programs reaches them. */
export const ADMIN_SOCKET = "unix//run/sluice/admin.sock";
export const MARKER_ADDRESS = "127.0.0.1:2018";

/**
 * Caddy's whole configuration (its JSON, 2.6 or newer) for what the applications hold. What they hold is in it, so
 * that it changes in the same step as what is routed. Throws `input_invalid` where a route is not one, and
 * `config_invalid` where two applications want the same hostname.
 */
export function renderCaddy(held: Held, options: RenderOptions): object {
  const routes = routesOf(held);
  const secure = routes.filter(({ host }) => isSecure(host, options));
  const plain = routes.filter(({ host }) => !isSecure(host, options));
  const web = [
    ...plain.map(forward),
    ...secure.map(({ host }) => redirect(host, options.https ?? 443)),
    UNKNOWN,
  ];
  const apps = {
    http: {
      // What is on its way finishes on the configuration that it came to; the next one is in place meanwhile.
      grace_period: `${options.graceMs}ms`,
      servers: {
        web: { listen: [":80"], ...SERVER, automatic_https: { disable: true }, routes: web },
        ...(secure.length === 0
          ? {}
          : {
              secure: {
                listen: [":443"],
                ...SERVER,
                automatic_https: { disable_redirects: true },
                routes: [...secure.map(forward), UNKNOWN],
              },
            }),
      },
    },
  };
  return {
    // Nothing listens for commands on a port. Sluice keeps the configuration itself.
    admin: { listen: ADMIN_SOCKET, config: { persist: false } },
    logging: { logs: { default: { level: "WARN" } } },
    apps: { http: { ...apps.http, servers: { ...apps.http.servers, sluice: marker(held, apps) } } },
  };
}

/** As it is stored: a line stays short, however many routes there are. */
export function printConfig(config: object): string {
  return `${JSON.stringify(config, null, 1)}\n`;
}

/** What a configuration of `renderCaddy` holds. Throws `edge_unreachable` where it is not one. */
export function readConfig(text: string): { readonly held: Held; readonly marker: string } {
  try {
    const [keep, answer] = JSON.parse(text).apps.http.servers.sluice.routes[0].handle;
    return { held: keep.sluice as Held, marker: answer.body as string };
  } catch (cause) {
    throw new SluiceError("edge_unreachable", "the edge's stored configuration is none of Sluice's", {
      advice: "It goes on routing as before. Remove the edge and install it again, then deploy.",
      cause,
    });
  }
}

const SERVER = { protocols: ["h1", "h2"] } as const;

/** Says nothing of what was asked for. */
const UNKNOWN = {
  handle: [{ handler: "static_response", status_code: "404", body: "Nothing is published here.\n" }],
} as const;

/** RFC 9110, 9.2.1; without TRACE, which would tell what proxies add. */
const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/** Names that no authority certifies (RFC 6761, 6). */
function isSecure(host: string, { automaticHttps, https }: RenderOptions): boolean {
  return automaticHttps && https !== null && !/(^|\.)(localhost|test)$/.test(host);
}

function redirect(host: string, port: number): object {
  const where = port === 443 ? host : `${host}:${port}`;
  const headers = { Location: [`https://${where}{http.request.uri}`] };
  return {
    match: [{ host: [host] }],
    handle: [{ handler: "static_response", status_code: "308", headers }],
    terminal: true,
  };
}

function forward({ host, address, fallback }: Route): object {
  const first = reverseProxy(address);
  if (fallback === undefined) return { match: [{ host: [host] }], handle: [first], terminal: true };
  // An error is one of the proxy's own: that no answer came. What an environment answers is passed on, 502 or not.
  const errors = {
    routes: [
      { match: [{ method: SAFE_METHODS }], handle: [reverseProxy(fallback.address)], terminal: true },
      // Where no route of these has it, Caddy would answer 200 with nothing.
      { handle: [{ handler: "static_response", status_code: "{http.error.status_code}" }] },
    ],
  };
  const handle = [{ handler: "subroute", routes: [{ handle: [first] }], errors }];
  return { match: [{ host: [host] }], handle, terminal: true };
}

function reverseProxy(address: string): object {
  const { protocol, hostname, port } = new URL(address);
  const secure = protocol === "https:";
  return {
    handler: "reverse_proxy",
    upstreams: [{ dial: `${hostname}:${port === "" ? (secure ? 443 : 80) : port}` }],
    transport: {
      protocol: "http",
      dial_timeout: "3s",
      // A connection a request: what is connected is what is on its way, and none is used that is just being closed.
      keep_alive: { enabled: false },
      ...(secure ? { tls: {} } : {}),
    },
  };
}

/** A server that only the container itself reaches: which routing holds, and in the same step what holds. */
function marker(held: Held, apps: object): object {
  const body = createHash("sha256").update(JSON.stringify(apps)).digest("hex");
  return {
    listen: [MARKER_ADDRESS],
    automatic_https: { disable: true },
    routes: [
      {
        handle: [
          { handler: "vars", sluice: held },
          { handler: "static_response", body },
        ],
      },
    ],
  };
}

function routesOf(held: Held): readonly Route[] {
  const owners = new Map<string, string>();
  return Object.entries(held)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([app, { routes }]) =>
      routes.map((route) => {
        const host = checkedHost(route.host);
        const owner = owners.get(host);
        if (owner !== undefined) {
          throw new SluiceError("config_invalid", `${host} is routed by ${owner} on this edge already`, {
            advice: `Nothing was changed. Give ${app} another hostname, or destroy what ${owner} has there.`,
          });
        }
        owners.set(host, app);
        for (const place of [route, ...(route.fallback ? [route.fallback] : [])]) checkAddress(place.address);
        return { ...route, host };
      }),
    );
}

/** Caddy puts values in where it reads braces: a hostname has none. */
function checkedHost(host: string): string {
  const lower = host.toLowerCase();
  if (/^[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?$/.test(lower)) return lower;
  throw new SluiceError("input_invalid", `${JSON.stringify(host)} is not a hostname; nothing was changed`, {
    advice: "Mend the stage's url in sluice.yml.",
  });
}

function checkAddress(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  const fine = url !== null && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.username === "";
  if (fine && /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/.test(url.hostname)) return;
  throw new SluiceError(
    "input_invalid",
    `${JSON.stringify(address)} is not an address; nothing was changed`,
    {
      advice: "An address is http://host:port.",
    },
  );
}
