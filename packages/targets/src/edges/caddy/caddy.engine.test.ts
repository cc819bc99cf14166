import { caddyImageComponent } from "@sluice/testing/caddy/image";
import { edgeContract } from "@sluice/testing/edge/contract";
import { describe } from "vitest";
import { createCaddyEdge } from "./edge.ts";
import { caddyFixture } from "./fixture.ts";

describe.skipIf(!caddyImageComponent().available)("Caddy in a container [needs docker]", () => {
  edgeContract("the caddy edge", async () => {
    const fixture = await caddyFixture();
    await fixture.edge.install();
    return {
      handle: () => createCaddyEdge(fixture.options),
      serve: fixture.serveContainer,
      unserve: fixture.unserve,
      async get(host) {
        const { status, text } = await fixture.get(host);
        return { status, text };
      },
      close: fixture.close,
    };
  });
});
