// What the sample application's repository checks without running it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const file = join(import.meta.dirname, "../app/release.json");
const release = JSON.parse(readFileSync(file, "utf8"));

assert.match(release.version, /^\d+\.\d+\.\d+$/, "a release has a version of three numbers");
assert.ok(
  ["teal", "blue", "violet", "rose", "amber", "green"].includes(release.colour),
  "a release has a colour that its page knows",
);
console.log(`release ${release.version}: 2 checks passed`);
