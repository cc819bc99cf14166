import { describe, expect, test } from "vitest";
import { changesContract, MERGED } from "./changes-contract.ts";
import { execContract } from "./exec-contract.ts";
import { historyContract, ODD_TREE } from "./history-contract.ts";
import { memoryExec } from "./memory-exec.ts";
import { memoryForge } from "./memory-forge.ts";
import { memoryHistory } from "./memory-history.ts";
import { runsContract } from "./runs-contract.ts";

const close = async () => {};

historyContract("memory", async () => {
  const [first, left, right, merge] = ["1", "2", "3", "4"].map((digit) => digit.repeat(40)) as [
    string,
    string,
    string,
    string,
  ];
  const graph = {
    [first]: { parents: [], tree: ODD_TREE },
    [left]: { parents: [first], tree: { ...ODD_TREE, "left.txt": "l" } },
    [right]: { parents: [first], tree: { ...ODD_TREE, "right.txt": "r" } },
    [merge]: { parents: [left, right], tree: { ...ODD_TREE, "left.txt": "l", "right.txt": "r" } },
  };
  const history = memoryHistory(graph, { main: merge, "side/🚆": right });
  return { history, first, left, right, merge, close };
});

test("a graph that ends early is a history that does not reach", async () => {
  const history = memoryHistory({
    a: { parents: ["gone"], tree: {} },
    b: { parents: ["gone too"], tree: {} },
    c: { parents: ["a"], tree: {} },
  });
  expect(await history.getRelation("a", "b")).toBe("unknown");
  expect(await history.getRelation("c", "a")).toBe("descendant");
});

const change = { ...MERGED, author: "ada", url: null, mergedAt: "2026-01-05T09:00:00.000Z" };

changesContract("memory", async () => ({
  changes: memoryForge({ merges: new Map([["m", change]]), pushes: new Map([["p", "bob"]]) }),
  merged: "m",
  pushed: "p",
  close,
}));

runsContract("memory", async () => ({
  runs: memoryForge({ over: new Set(["memory:3"]) }),
  other: "memory:2",
  ended: "memory:3",
  close,
}));

describe("people in memory", () => {
  const forge = memoryForge({ actor: "Ada", teams: new Map([["@acme/ops", ["ada", "bob"]]]) });

  test.each([
    [["@acme/ops"], "member"],
    [["@ada"], "member"],
    [["@carol"], "stranger"],
    [["@acme/qa", "@carol"], "unknown"],
    [["@acme/qa", "@ada"], "member"],
  ] as const)("among %j: %s", async (administrators, is) => {
    expect((await forge.getMembership(await forge.getActor(), administrators)).is).toBe(is);
  });

  test("another run sees the same forge", async () => {
    const other = forge.as("memory:2", "bob");
    forge.state.over.add("memory:1");
    expect(other.current).toBe("memory:2");
    expect(await other.getActor()).toBe("bob");
    expect(await forge.getActor()).toBe("Ada");
    expect(await other.isOver("memory:1")).toBe(true);
  });
});

execContract("memory", () => ({
  exec: memoryExec({
    tells: (args) => ({ code: 3, stdout: `${JSON.stringify(args)}\n`, stderr: "warned\n" }),
    surroundings: (_, options) => ({ stdout: `${options.env?.FACT}\n${options.cwd}` }),
    copies: (_, options) => ({ stdout: Buffer.from(options.stdin ?? "").toString() }),
    chats: () => ({ stdout: `${"x".repeat(200_000)}end` }),
    hangs: () => new Promise(() => {}),
  }),
  tells: ["tells"],
  surroundings: ["surroundings"],
  copies: ["copies"],
  chats: ["chats"],
  hangs: ["hangs"],
  folder: "/folder",
}));
