// What the sample application's repository checks of an environment that runs: SLUICE_URL says where it is.
import assert from "node:assert/strict";

const { SLUICE_URL, SLUICE_ENVIRONMENT, SLUICE_STAGE, SLUICE_DIGEST } = process.env;
const get = (path) => fetch(new URL(path, SLUICE_URL), { headers: { connection: "close" } });

assert.equal((await get("/healthz")).status, 200, "it is healthy");
const facts = await (await get("/version")).json();
assert.equal(facts.environment, SLUICE_ENVIRONMENT, "it is the environment that was deployed");
assert.equal(facts.stage, SLUICE_STAGE, "it is in the stage that it was deployed to");
assert.equal(facts.digest, SLUICE_DIGEST, "it is the artifact that was deployed");
const page = await get("/");
assert.equal(page.status, 200, "its page is there");
assert.ok((await page.text()).includes(facts.version), "its page tells the version");
assert.equal((await get("/no-such-page")).status, 404, "a page that is not there is not found");
console.log(`${facts.environment} (${facts.version}): 6 checks passed`);
