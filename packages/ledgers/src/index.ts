export { createFileLedger, type FileLedgerOptions } from "./file.ts";
export type { Author } from "./git/commit.ts";
export { createGitLedger, type GitLedgerOptions } from "./git/ledger.ts";
export { memoryLedger } from "./memory.ts";
