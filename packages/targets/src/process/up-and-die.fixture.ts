// Brings `shop-qa-pr1` up with a version, or takes it down, and is killed at a step: node up-and-die.fixture.ts ROOT STEP VERSION|-
import { SAMPLE_COMMAND, sampleShelf } from "@sluice/testing/sample-app/sample-app";
import { createProcessTarget } from "./target.ts";

const [root = "", fatal = "", version = ""] = process.argv.slice(2);
const shelf = sampleShelf();
const target = createProcessTarget({
  app: "shop",
  root,
  command: SAMPLE_COMMAND,
  fetchArtifact: shelf.fetch,
  graceMs: 2000,
  onStep(name) {
    if (name === fatal) process.kill(process.pid, "SIGKILL");
  },
});

if (version === "-") await target.down("shop-qa-pr1", 1);
else {
  await target.up({
    app: "shop",
    stage: "QA",
    environment: "shop-qa-pr1",
    generation: 1,
    ...shelf.publish({ version }),
    host: null,
    variables: {},
  });
}
