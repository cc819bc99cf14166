#!/usr/bin/env node
// `sluice` from the sources: installs what is missing, then runs the command line on Node 24.
import { launch } from "../../tooling/bootstrap.mjs";

launch("packages/cli/src/main.ts", process.argv.slice(2));
