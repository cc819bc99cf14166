// Brings `shop-qa-pr1` up with a digest, or takes it down, and is killed at a step, or so many milliseconds
// after it: node up-and-die.fixture.ts ROOT SUFFIX STEP[+MS] REPOSITORY DIGEST|-
import { scopedTarget } from "@sluice/testing/docker/scoped-target";
import { optionsOf } from "./fixture.ts";
import { createComposeTarget } from "./target.ts";

const [root = "", suffix = "", fatal = "", repository = "", digest = ""] = process.argv.slice(2);
const [step, later] = fatal.split("+");
const die = () => process.kill(process.pid, "SIGKILL");
const inside = createComposeTarget({
  ...optionsOf(root, suffix),
  onStep(name) {
    if (name !== step) return;
    if (later === undefined) die();
    else setTimeout(die, Number(later));
  },
});
const target = scopedTarget(inside, suffix);

if (digest === "-") await target.down("shop-qa-pr1", 9);
else {
  const spec = {
    app: "shop",
    stage: "QA",
    environment: "shop-qa-pr1",
    generation: 2,
    host: null,
    variables: {},
  };
  await target.up({ ...spec, repository, digest });
}
