import { expect, it } from "vitest";
import { createView, type ViewOptions } from "./view.ts";

const ESC = "\u001b";

function view(differing: Partial<ViewOptions> = {}) {
  const written: string[] = [];
  const made = createView({
    sink: { write: (text) => written.push(text) },
    live: false,
    colours: false,
    verbose: false,
    columns: () => 80,
    now: () => 0,
    ...differing,
  });
  return { view: made, text: () => written.join("") };
}

it("prints one plain line a command where nobody watches", () => {
  const { view: plain, text } = view();
  const step = plain.begin("sluice run QA");
  step.note("deploy-env");
  step.write("a line\n");
  step.end({ outcome: "deployed", message: "it serves QA\nmore" });
  expect(text()).toBe("   ✓ sluice run QA  0.0s  it serves QA\n");
});

it("prints what a command prints where that is wanted, whole lines only", () => {
  const { view: verbose, text } = view({ verbose: true });
  const step = verbose.begin("sluice run QA");
  step.write("one\ntw");
  expect(text()).toBe("       one\n");
  step.write("o\n");
  expect(text()).toBe("       one\n       two\n");
});

it("shows what a command printed once it failed", () => {
  const { view: plain, text } = view();
  const step = plain.begin("sluice run QA");
  step.write("the reason\n");
  step.end({ outcome: "failed", message: "it did not work" });
  expect(text()).toBe("   ✗ sluice run QA  0.0s  failed: it did not work\n       the reason\n");
});

it("never colours a rollback as a success", () => {
  const { view: coloured, text } = view({ colours: true });
  coloured.begin("sluice run PROD").end({ outcome: "rolled_back", message: "it serves again" });
  expect(text()).toContain(`${ESC}[31m✗`);
  expect(text()).not.toContain(`${ESC}[32m`);
});

it("lets no text from outside move the cursor", () => {
  const { view: plain, text } = view();
  plain.seen(`a title${ESC}[2J`, true);
  plain.table([["what"], [`b${ESC}[2J`]]);
  expect(text()).not.toContain(ESC);
});

it("paints its live line over, and takes it away at the end", () => {
  const { view: live, text } = view({ live: true });
  live.begin("sluice run QA").end({ outcome: "deployed", message: "done" });
  expect(text().startsWith(`\r${ESC}[K   ⠋ sluice run QA`)).toBe(true);
  expect(text().endsWith(`\r${ESC}[K   ✓ sluice run QA  0.0s  done\n`)).toBe(true);
});
