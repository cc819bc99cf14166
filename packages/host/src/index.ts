export * from "./git.ts";
