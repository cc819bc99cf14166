import { expect, test } from "vitest";
import { Authorization } from "./authorization.ts";
import { parseChallenges } from "./challenge.ts";
import type { Credentials } from "./docker-config.ts";
import { parseReference } from "./reference.ts";
import { Secrets } from "./secrets.ts";
import type { TokenRequest } from "./token-request.ts";

/** A token service that answers these bodies in turn, and remembers what it was asked. */
function start(bodies: readonly string[], credentials: Credentials | null = null) {
  const asked: TokenRequest[] = [];
  const time = { now: 0 };
  const clock = { now: () => time.now, sleep: async () => {} };
  const authorization = new Authorization(
    parseReference("registry.example.com/acme/shop", undefined),
    new Secrets(),
    clock,
    async () => credentials,
    async (request) => {
      asked.push(request);
      return { status: 200, headers: {}, bytes: Buffer.from(bodies[asked.length - 1] ?? "") };
    },
  );
  return { asked, time, authorization };
}

const challenge = (realm: string) => `Bearer realm="${realm}",service="s p",scope="a:b:pull c:d:pull"`;
const account = { basic: { username: "ada", password: "pass" } };

test("the token service is asked for the scopes of the challenge", async () => {
  const { asked, authorization } = start(['{"token":"t1"}'], account);
  expect(await authorization.answer(challenge("https://auth.test/token?x=1"), "pull", null, "P")).toBe(true);
  expect(asked[0]?.url.href).toBe(
    "https://auth.test/token?x=1&service=s+p&scope=a%3Ab%3Apull&scope=c%3Ad%3Apull",
  );
  expect(asked[0]?.headers).toEqual({ authorization: "Basic YWRhOnBhc3M=" });
  expect(authorization.header("pull")).toBe("Bearer t1");
  expect(authorization.header("push")).toBeNull();
});

test("a token is used until shortly before its end", async () => {
  const { time, authorization } = start(['{"access_token":"t1","expires_in":100}']);
  await authorization.answer(challenge("https://auth.test/token"), "pull", null, "P");
  time.now = 94_000;
  expect(authorization.header("pull")).toBe("Bearer t1");
  time.now = 96_000;
  expect(authorization.header("pull")).toBeNull();
});

test("requests side by side share one token", async () => {
  const { asked, authorization } = start(['{"token":"t1"}']);
  const answers = [1, 2, 3].map(() =>
    authorization.answer(challenge("https://auth.test/token"), "pull", null, "P"),
  );
  expect(await Promise.all(answers)).toEqual([true, true, true]);
  expect(asked).toHaveLength(1);
  expect(authorization.header("pull")).toBe("Bearer t1");
});

test.each([
  "http://auth.test/token",
  "ftp://auth.test/token",
  "https://ada:pass@auth.test/token",
  "auth.test/token",
])("the token service %s gets no credentials", async (realm) => {
  const { asked, authorization } = start([], account);
  await expect(authorization.answer(challenge(realm), "pull", null, "P")).rejects.toMatchObject({
    reason: "registry_malformed",
  });
  expect(asked).toEqual([]);
});

test.each(["", "{}", '{"token":""}', '{"token":"a\\r\\nX: y"}', '{"token":"ü"}', '{"token":1}'])(
  "%j is no token",
  async (body) => {
    const { authorization } = start([body]);
    await expect(
      authorization.answer(challenge("https://auth.test/token"), "pull", null, "P"),
    ).rejects.toMatchObject({ reason: "registry_malformed" });
    expect(authorization.header("pull")).toBeNull();
  },
);

test("what was refused once is not sent again", async () => {
  const { authorization } = start([], account);
  expect(await authorization.answer("Basic", "pull", null, "P")).toBe(true);
  expect(await authorization.answer("Basic", "pull", "Basic YWRhOnBhc3M=", "P")).toBe(false);
  expect(await authorization.answer("Negotiate", "pull", null, "P")).toBe(false);
});

test.each([
  ["", []],
  ["Basic", [["basic", {}]]],
  ['bearer Realm="a, \\"b\\"" , service=c', [["bearer", { realm: 'a, "b"', service: "c" }]]],
  [
    'Basic realm="x", Bearer realm=y,scope="z"',
    [
      ["basic", { realm: "x" }],
      ["bearer", { realm: "y", scope: "z" }],
    ],
  ],
  ['"" ,,= Basic', [["basic", {}]]],
])("the challenge %j is read", (header, expected) => {
  const read = parseChallenges(header).map(({ scheme, parameters }) => [scheme, { ...parameters }]);
  expect(read).toEqual(expected);
});
