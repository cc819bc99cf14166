// Runs a TypeScript file of this repository on the Node that the actions run on, after installing what is missing:
//
//     node packages/tooling/bootstrap.mjs <script.ts> [arguments…]
//
// Plain JavaScript and node builtins only: this is what runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { basename, delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const WANTED_MAJOR = 24;
const repository = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** What is wrong with the machine, in words; anything else that is thrown is a defect. */
class SetupError extends Error {}

/**
 * Installs what is missing and runs `script` (absolute, or relative to the repository) with this process's
 * standard streams, signals and exit code.
 */
export function launch(script, args, root = repository) {
  let node;
  try {
    node = ensureInstalled(root);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`sluice: ${error.message}\n`);
    process.exit(1);
  }
  const bin = join(root, "node_modules", ".bin");
  const path = process.env.PATH ?? "";
  const env =
    path.split(delimiter)[0] === bin ? process.env : { ...process.env, PATH: bin + delimiter + path };
  const child = spawn(node, [resolve(root, script), ...args], { stdio: "inherit", env });
  passSignals(child);
  child.on("error", (error) => {
    process.stderr.write(`sluice: cannot start ${node}: ${error.message}\n`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
  });
}

function passSignals(child) {
  for (const signal of ["SIGTERM", "SIGHUP", "SIGINT"]) {
    process.on(signal, () => {
      // A terminal sends its interrupt to the whole group: the child has it already.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
}

/** Answers the path of a Node that runs TypeScript. */
export function ensureInstalled(root = repository) {
  if (major(process.versions.node) < 20) {
    throw new SetupError(`Node ${process.versions.node} is too old to begin with; install Node 20 or newer.`);
  }
  if (!inStep(root)) {
    withLock(root, () => {
      if (!inStep(root)) install(root);
    });
  }
  const node = findNode(root) ?? repairNode(root);
  const stamp = stampFile(root);
  if (readText(stamp) !== lockHash(root)) writeFileSync(stamp, lockHash(root));
  return node;
}

const stampFile = (root) => join(root, "node_modules", ".sluice-lock");

function lockHash(root) {
  const lock = readText(join(root, "package-lock.json"));
  if (lock === null)
    throw new SetupError(`${root} has no package-lock.json; restore it with: git checkout package-lock.json`);
  return createHash("sha256").update(lock).digest("hex");
}

/** True after our own `npm ci`, and after any `npm install` that left what the lock asks for. */
function inStep(root) {
  if (readText(stampFile(root)) === lockHash(root)) return true;
  const installed = readText(join(root, "node_modules", ".package-lock.json"));
  if (installed === null) return false;
  try {
    const has = JSON.parse(installed).packages;
    const wants = JSON.parse(readText(join(root, "package-lock.json"))).packages;
    return Object.entries(wants).every(([path, want]) => {
      if (!path.startsWith("node_modules/") && !path.includes("/node_modules/")) return true;
      const found = has[path];
      if (found === undefined) return want.optional === true || want.peer === true;
      return want.link
        ? found.resolved === want.resolved
        : found.version === want.version && found.integrity === want.integrity;
    });
  } catch {
    return false;
  }
}

function install(root) {
  process.stderr.write("Installing the packages that package-lock.json names (once; a minute or so) …\n");
  const began = Date.now();
  const done = npm(root, ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (done.status !== 0) {
    throw new SetupError(
      `npm ci failed; nothing else was done.\n${indent(`${done.stdout ?? ""}${done.stderr ?? ""}${done.error?.message ?? ""}`)}\n` +
        "What to do: see that npm reaches its registry (npm ping) and that this folder is writable, then run the same command again.",
    );
  }
  process.stderr.write(`Installed in ${Math.round((Date.now() - began) / 1000)} s.\n`);
}

/** The npm that started us, else the one on the PATH. */
function npm(root, args) {
  const running = process.env.npm_execpath;
  const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 };
  return running !== undefined && basename(running) === "npm-cli.js"
    ? spawnSync(process.execPath, [running, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

/** The Node of the npm package `node`, else our own where it is new enough; null where there is neither. */
function findNode(root) {
  const packaged = join(
    root,
    "node_modules",
    "node",
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(packaged)) return packaged;
  return major(process.versions.node) >= WANTED_MAJOR ? process.execPath : null;
}

/** npm may have been told not to run install scripts, and it is one that fetches the package's binary. */
function repairNode(root) {
  process.stderr.write(`Fetching Node ${WANTED_MAJOR}, which npm left out …\n`);
  const done = npm(root, ["rebuild", "node", "--loglevel=error"]);
  const node = findNode(root);
  if (node !== null) return node;
  throw new SetupError(
    `Sluice runs on Node ${WANTED_MAJOR}; this is ${process.versions.node}, and npm did not run the install script of its package "node".\n` +
      `${indent(`${done.stdout ?? ""}${done.stderr ?? ""}`)}\n` +
      `What to do: npm rebuild node --ignore-scripts=false   (or install Node ${WANTED_MAJOR} and run the same command again).`,
  );
}

/** One at a time: `npm ci` removes node_modules before it fills it. A lock whose holder is gone is taken over. */
function withLock(root, act) {
  const folder = join(root, ".sluice");
  const lock = join(folder, "install.lock");
  mkdirSync(folder, { recursive: true });
  let told = false;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw new SetupError(`cannot write ${lock}: ${error.message}`);
    }
    const holder = Number(readText(lock));
    if (holder > 0 && !isAlive(holder)) {
      rmSync(lock, { force: true });
      continue;
    }
    if (!told) process.stderr.write(`Waiting for another installation (process ${holder}) …\n`);
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    return act();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

const major = (version) => Number(version.split(".")[0]);
const indent = (text) => text.trim().replace(/^/gm, "  ");

function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

if (
  process.argv[1] !== undefined &&
  realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))
) {
  const [script, ...args] = process.argv.slice(2);
  if (script === undefined) {
    process.stderr.write("usage: node packages/tooling/bootstrap.mjs <script.ts> [arguments…]\n");
    process.exit(2);
  }
  launch(script, args);
}
