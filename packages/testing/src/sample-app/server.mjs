// A small real web application without dependencies, for tests and the demo.
// It reads PORT, SLUICE_* facts and `release.json` beside it:
//   { "version": "1.4.0", "colour": "teal", "health": "ok", "failWhenStage": "PROD" }
// health: ok | crash | never | dies-after-<n>-requests | dies-after-<n>-ms | degrades-after-<n>-requests; with
// `failWhenStage` only in that stage. One that degrades goes on answering visitors while its health check fails.
// SAMPLE_VERSION, SAMPLE_HEALTH and SAMPLE_FAIL_WHEN_STAGE take precedence over the file.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const release = readRelease();
const facts = {
  app: process.env.SLUICE_APP ?? "shop",
  version: release.version,
  environment: process.env.SLUICE_ENVIRONMENT ?? "none",
  stage: process.env.SLUICE_STAGE ?? "none",
  digest: process.env.SLUICE_DIGEST ?? "none",
};
const failing = release.failWhenStage === null || release.failWhenStage === facts.stage;
const health = failing ? release.health : "ok";
const mortal = /^dies-after-(\d+)-(requests|ms)$/.exec(health);
let requestsLeft = mortal?.[2] === "requests" ? Number(mortal[1]) : Number.POSITIVE_INFINITY;
/** A pool that a leak empties, a connection each visit; one that is well never ends. */
let pool = Number(/^degrades-after-(\d+)-requests$/.exec(health)?.[1] ?? Number.POSITIVE_INFINITY);

if (health === "crash") {
  console.error(`${facts.app} ${facts.version} cannot start: its configuration is broken`);
  process.exit(1);
}
if (mortal?.[2] === "ms") setTimeout(die, Number(mortal[1]));

const server = createServer((request, response) => {
  if (requestsLeft-- <= 0) return die();
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/healthz") {
    if (health === "never") return send(response, 503, "text/plain; charset=utf-8", "not ready\n");
    if (pool <= 0)
      return send(response, 503, "text/plain; charset=utf-8", "the connection pool is exhausted\n");
    return send(response, 200, "text/plain; charset=utf-8", "ok\n");
  }
  if (--pool === 0) console.error(`${facts.app} ${facts.version}: the connection pool is exhausted`);
  if (pathname === "/version") return send(response, 200, "application/json", `${JSON.stringify(facts)}\n`);
  if (pathname === "/slow") {
    const ms = Math.min(Number(searchParams.get("ms")) || 0, 60_000);
    setTimeout(() => send(response, 200, "text/plain; charset=utf-8", `${facts.version}\n`), ms);
    return;
  }
  if (pathname === "/") return send(response, 200, "text/html; charset=utf-8", page());
  send(response, 404, "text/plain; charset=utf-8", "there is no such page\n");
});

server.listen(Number(process.env.PORT), process.env.BIND ?? "127.0.0.1", () => {
  console.log(`${facts.app} ${facts.version} listens on port ${process.env.PORT} as ${facts.environment}`);
});

// Requests in flight are answered before it goes.
process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});

function die() {
  console.error(`${facts.app} ${facts.version} died of what was wrong with it`);
  process.exit(1);
}

function send(response, status, type, body) {
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

function readRelease() {
  let file = {};
  try {
    file = JSON.parse(readFileSync(join(import.meta.dirname, "release.json"), "utf8"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  return {
    version: process.env.SAMPLE_VERSION ?? file.version ?? "0.0.0",
    colour: file.colour ?? "teal",
    health: process.env.SAMPLE_HEALTH ?? file.health ?? "ok",
    failWhenStage: process.env.SAMPLE_FAIL_WHEN_STAGE ?? file.failWhenStage ?? null,
  };
}

function page() {
  const hues = { teal: 176, blue: 215, violet: 268, rose: 345, amber: 36, green: 140 };
  const hue = hues[release.colour] ?? hues.teal;
  const rows = [
    ["Environment", facts.environment],
    ["Stage", facts.stage],
    ["Digest", facts.digest.replace(/^(sha256:.{12}).*$/, "$1…")],
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(facts.app)} ${escapeHtml(facts.version)}</title>
<style>
  :root { color-scheme: light dark; --hue: ${hue}; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.5 system-ui, sans-serif;
    background: linear-gradient(160deg, hsl(var(--hue) 60% 94%), hsl(calc(var(--hue) + 40) 55% 86%)); color: hsl(var(--hue) 40% 14%); }
  main { padding: 2.5rem 3rem; border-radius: 1.25rem; background: hsl(0 0% 100% / .8); box-shadow: 0 1rem 3rem hsl(var(--hue) 40% 30% / .18); }
  h1 { margin: 0; font-size: 1rem; font-weight: 600; text-transform: capitalize; letter-spacing: .02em; }
  p { margin: .25rem 0 1.5rem; font-size: 3.5rem; font-weight: 700; line-height: 1.1; color: hsl(var(--hue) 60% 30%); }
  dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: .35rem 1.25rem; }
  dt { opacity: .7; } dd { margin: 0; font-family: ui-monospace, monospace; }
  @media (prefers-color-scheme: dark) {
    body { background: linear-gradient(160deg, hsl(var(--hue) 35% 12%), hsl(calc(var(--hue) + 40) 35% 18%)); color: hsl(var(--hue) 30% 92%); }
    main { background: hsl(var(--hue) 25% 16% / .85); } p { color: hsl(var(--hue) 55% 70%); }
  }
</style>
<main>
  <h1>${escapeHtml(facts.app)}</h1>
  <p>${escapeHtml(facts.version)}</p>
  <dl>${rows.map(([term, value]) => `<dt>${term}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>
</main>
</html>
`;
}

function escapeHtml(text) {
  return String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
