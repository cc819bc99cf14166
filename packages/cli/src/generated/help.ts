export const VERSION = "0.1.0";
export const VERB_SUMMARIES: Readonly<Record<string, string>> = {};
