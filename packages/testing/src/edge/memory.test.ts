import { edgeContract } from "./contract.ts";
import { memoryEdge } from "./memory.ts";

edgeContract("the memory edge", async () => {
  const edge = memoryEdge();
  const served = new Map<string, string>();
  return {
    handle: () => edge,
    async serve(text) {
      const address = `http://127.0.0.1:${20_000 + served.size}`;
      served.set(address, text);
      return address;
    },
    unserve: async (address) => void served.delete(address),
    async get(host) {
      const address = edge.lead(host.replace(/:\d+$/, ""));
      if (address === null) return { status: 404, text: "" };
      const text = served.get(address) ?? served.get(edge.fallback(host) ?? "");
      return text === undefined ? { status: 502, text: "" } : { status: 200, text };
    },
    close: async () => {},
  };
});
