import { VERSION } from "./generated/help.ts";
import { programHelp } from "./help.ts";

const argv = process.argv.slice(2);
const [first, second] = argv;

// Help and version answer at once: everything heavy is behind the import below.
if (
  first === undefined ||
  first === "--help" ||
  first === "-h" ||
  (first === "help" && second === undefined)
) {
  process.stdout.write(programHelp());
} else if (first === "--version" || first === "version") {
  process.stdout.write(`${VERSION}\n`);
} else {
  const { start } = await import("./start.ts");
  await start(first === "help" ? [second!, "--help"] : argv);
}
