export * from "./local/forge.ts";
