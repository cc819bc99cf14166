export { toDotenv } from "./dotenv.ts";
export { createMasker, formsOf, MASK, type Masker } from "./mask.ts";
export { neutralise } from "./neutralise.ts";
export { createTerminalRuntime, type Sink, type TerminalOptions } from "./terminal/runtime.ts";
