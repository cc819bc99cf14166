export { connect, connectSite, openLedger } from "./connect.ts";
export { openLines } from "./lines.ts";
export { openEdgeInstallation, type ProcessRoots, processRoots } from "./open-target.ts";
export { screenOf } from "./screen.ts";
export { findRoot, openSite, type Place, type Site } from "./site.ts";
export { openWorkTree } from "./work-tree.ts";
