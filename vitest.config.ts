import { defineConfig } from "vitest/config";

const acceptance = "**/*.acceptance.test.ts";
const engine = "**/*.engine.test.ts";
const everywhere = [
  "packages/*/src/**/*.test.ts",
  "packages/*/test/**/*.test.ts",
  "actions/*/src/**/*.test.ts",
];
const within = (pattern: string) => ["packages", "actions"].map((folder) => `${folder}/${pattern}`);

/** What is fast comes first: pure functions and fakes, then what spawns programs, then what needs an engine. */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: everywhere,
          exclude: ["**/node_modules/**", acceptance, engine],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "acceptance",
          include: within(acceptance),
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: "engine", include: within(engine), testTimeout: 300_000, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
