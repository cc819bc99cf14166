/** Pushes archives into a layout for ever, under tags of its own, and prints each tag once it is there. */
import { openRegistry } from "../open.ts";

const [directory, name] = process.argv.slice(2);
const registry = await openRegistry(`layout:${directory}`, { env: {} });
for (let i = 0; ; i++) {
  const tag = `${name}-${i}`;
  await registry.pushArchive({ bytes: Buffer.from(tag), tags: [tag, "newest"], annotations: {} });
  console.log(tag);
}
