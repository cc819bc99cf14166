/** Who may import whom: the house plan's arrows. Anything that is not said here is forbidden. */

export interface Rule {
  /** Other packages of ours, by their names without `@sluice/`. */
  readonly imports: readonly string[];
  /** Packages from npm; `declared`: whatever its manifest declares. */
  readonly npm: readonly string[] | "declared";
  /** Whether it may use Node's own modules. */
  readonly node: boolean;
  /** Its folders are adapters of different vendors and do not know each other. */
  readonly apart?: boolean;
}

const ADAPTER: Rule = { imports: ["core", "host"], npm: "declared", node: true };
const ADAPTERS = ["forges", "ledgers", "notifiers", "registry", "runtimes", "targets"];
const PRODUCT = ["core", "host", "commands", "wiring", "cli", ...ADAPTERS];

export const ARROWS: Readonly<Record<string, Rule>> = {
  core: { imports: [], npm: ["zod"], node: false },
  host: { imports: ["core"], npm: "declared", node: true },

  forges: { ...ADAPTER, apart: true },
  ledgers: ADAPTER,
  notifiers: ADAPTER,
  registry: ADAPTER,
  runtimes: { ...ADAPTER, apart: true },
  targets: { ...ADAPTER, apart: true },

  commands: { imports: ["core"], npm: ["yaml", "zod"], node: false },
  wiring: { imports: ["core", "host", "commands", ...ADAPTERS], npm: "declared", node: true },
  cli: { imports: ["core", "commands", "wiring", "runtimes"], npm: "declared", node: true },
  actions: { imports: ["core", "commands", "wiring", "runtimes"], npm: "declared", node: true },

  testing: { imports: [...PRODUCT, "tooling"], npm: "declared", node: true },
  tooling: { imports: [...PRODUCT, "testing"], npm: "declared", node: true },
};

/** What tests may import beyond what their package may: the fakes, and all that lies below. */
export function ruleForTests(name: string): Rule {
  const rule = ARROWS[name]!;
  const below = ["core", "host", "testing"];
  if (["commands", "wiring", "cli", "actions"].includes(name)) below.push("commands", ...ADAPTERS);
  if (["cli", "actions"].includes(name)) below.push("wiring", "cli");
  return { ...rule, imports: [...new Set([...rule.imports, ...below])], npm: "declared", node: true };
}

/** Benchmarks measure whatever they like. */
export const BENCHMARKS: Rule = { imports: [...PRODUCT, "testing", "tooling"], npm: "declared", node: true };
