import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { startFakeRegistry } from "@sluice/testing/registry/fake-registry";
import { describe, expect, test } from "vitest";
import { dockerConfig } from "../docker-config.fixture.ts";
import { openRegistry } from "../open.ts";

type Config = Parameters<typeof dockerConfig>;

async function start(auth: "basic" | "bearer", config: (host: string) => Config) {
  const server = await startFakeRegistry({ auth });
  const docker = await dockerConfig(...config(server.host));
  const registry = await openRegistry(`${server.host}/acme/shop`, { env: docker.env, attempts: 1 });
  return {
    server,
    registry,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await docker.remove();
    },
  };
}

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const basic = Buffer.from("ada:fake:pass word").toString("base64");
const print = (answer: object) => `cat >/dev/null; echo '${JSON.stringify(answer)}'`;
const push = { bytes: Buffer.from("x"), tags: ["one"], annotations: {} };

describe("where credentials come from", () => {
  const ways: [string, "basic" | "bearer", (host: string) => Config][] = [
    ["auth, by host", "bearer", (host) => [{ auths: { [host]: { auth: basic } } }]],
    ["auth, by an old URL", "basic", (host) => [{ auths: { [`https://${host}/v1/`]: { auth: basic } } }]],
    ["identitytoken", "bearer", (host) => [{ auths: { [host]: { identitytoken: "fake-identity" } } }]],
    [
      "the registry's own helper",
      "basic",
      (host) => [
        { credHelpers: { [host]: "own" }, credsStore: "common" },
        { own: print({ Username: "ada", Secret: "fake:pass word" }), common: "exit 9" },
      ],
    ],
    [
      "the common store, which gives a refresh token",
      "bearer",
      () => [{ credsStore: "common" }, { common: print({ Username: "<token>", Secret: "fake-identity" }) }],
    ],
    [
      "the file, where the store knows nothing",
      "bearer",
      (host) => [
        { credsStore: "common", auths: { [host]: { auth: basic } } },
        { common: "echo 'credentials not found in native keychain'; exit 1" },
      ],
    ],
    [
      "a helper that is told the host on its input",
      "basic",
      (host) => [
        { credsStore: "common" },
        {
          common: `[ "$(cat)" = "${host}" ] && echo '{"Username":"ada","Secret":"fake:pass word"}'`,
        },
      ],
    ],
  ];
  test.each(ways)("%s", async (_, auth, config) => {
    await using it = await start(auth, config);
    const digest = await it.registry.pushArchive(push);
    expect(await it.registry.findDigest("one")).toBe(digest);
  });

  const failures: [string, (host: string) => Config, RegExp][] = [
    ["no credentials", () => [{}], /without credentials/],
    ["no file", () => ["{}"], /without credentials/],
    [
      "a wrong password",
      (host) => [{ auths: { [host]: { username: "ada", password: "s3cret-wrong" } } }],
      /refuses/,
    ],
    [
      "a helper that is not there",
      () => [{ credsStore: "gone" }],
      /docker-credential-gone is not on the PATH/,
    ],
    ["a helper outside of the PATH", () => [{ credsStore: "../x" }], /impossible credential helper/],
    ["a helper that fails", () => [{ credsStore: "bad" }, { bad: "echo s3cret; exit 3" }], /bad failed/],
    [
      "a helper that prints rubbish",
      () => [{ credsStore: "bad" }, { bad: "echo s3cret" }],
      /did not print JSON/,
    ],
    ["a file that is no JSON", () => ['{"auths": s3cret'], /is not JSON/],
    [
      "a file of another form",
      () => [{ auths: { x: { auth: ["s3cret"] } } }],
      /wrong form at auths\.x\.auth/,
    ],
    ["an auth that is none", (host) => [{ auths: { [host]: { auth: "czNjcmV0" } } }], /not base64 of user/],
  ];
  test.each(failures)("%s is a refusal that tells no secret", async (_, config, message) => {
    await using it = await start("bearer", config);
    const error = await it.registry.findDigest("one").then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: "SluiceError", reason: "registry_denied" });
    expect((error as Error).message).toMatch(message);
    expect(inspect(error)).not.toContain("s3cret");
  });
});

describe("tokens", () => {
  test("one a kind of act, and a new one when they are worth nothing any more", async () => {
    await using it = await start("bearer", (host) => [{ auths: { [host]: { auth: basic } } }]);
    await it.registry.pushArchive(push);
    await it.registry.listTags();
    expect(it.server.count("GET", /^\/token/)).toBe(2);
    it.server.expireTokens();
    expect(await it.registry.listTags()).toEqual(["one"]);
    expect(it.server.count("GET", /^\/token/)).toBe(3);
  });

  test("the password goes to the token service, and the token to the registry", async () => {
    await using it = await start("bearer", (host) => [{ auths: { [host]: { auth: basic } } }]);
    await it.registry.pushArchive(push);
    for (const { path, authorization } of it.server.requests)
      if (path.startsWith("/token")) expect(authorization).toBe(`Basic ${basic}`);
      else expect(authorization ?? "Bearer").toMatch(/^Bearer/);
  });
});

describe("who gets credentials", () => {
  test("a blob's other host gets none", async () => {
    await using it = await start("basic", (host) => [{ auths: { [host]: { auth: basic } } }]);
    const digest = await it.registry.pushArchive(push);
    const seen: IncomingHttpHeaders[] = [];
    await using storage = await listen((request, response) => {
      seen.push(request.headers);
      response.end(push.bytes);
    });
    it.server.addFaults({ kind: "redirect", to: `http://${storage.host}`, method: "GET", path: /blobs/ });
    expect(Buffer.from(await it.registry.pullArchive(digest))).toEqual(push.bytes);
    expect(seen).toHaveLength(1);
    expect(inspect(seen)).not.toMatch(/authorization|Basic/i);
  });

  test("another host that challenges gets none either", async () => {
    await using it = await start("basic", (host) => [{ auths: { [host]: { auth: basic } } }]);
    const digest = await it.registry.pushArchive(push);
    const seen: IncomingHttpHeaders[] = [];
    await using thief = await listen((request, response) => {
      seen.push(request.headers);
      response.writeHead(401, { "www-authenticate": 'Basic realm="give it to me"' }).end();
    });
    it.server.addFaults({ kind: "redirect", to: `http://${thief.host}`, method: "GET", path: /blobs/ });
    await expect(it.registry.pullArchive(digest)).rejects.toMatchObject({ reason: "registry_denied" });
    expect(seen).toHaveLength(1);
    expect(inspect(seen)).not.toMatch(/authorization/i);
  });

  test("a write is not led to another host", async () => {
    await using it = await start("basic", (host) => [{ auths: { [host]: { auth: basic } } }]);
    it.server.addFaults({ kind: "redirect", to: "http://127.0.0.1:9", method: "POST" });
    await expect(it.registry.pushArchive(push)).rejects.toThrow(/redirects what is to be written/);
  });

  test("a registry that repeats them in its errors does not get them printed", async () => {
    await using echo = await listen((request, response) => {
      const { authorization } = request.headers;
      if (!authorization) return response.writeHead(401, { "www-authenticate": "Basic" }).end();
      const text = `${authorization} ${Buffer.from(authorization.slice(6), "base64")}`;
      return response.writeHead(403).end(JSON.stringify({ errors: [{ code: "DENIED", message: text }] }));
    });
    const docker = await dockerConfig({ auths: { [echo.host]: { auth: basic } } });
    const registry = await openRegistry(`${echo.host}/acme/shop`, { env: docker.env });
    const error = await registry.listTags().catch((thrown: unknown) => thrown);
    await docker.remove();
    expect(error).toMatchObject({ reason: "registry_denied", message: expect.stringContaining("***") });
    expect(inspect(error)).not.toMatch(new RegExp(`fake:pass word|${basic}`));
  });
});
