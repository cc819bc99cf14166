import { describe, expect, it } from "vitest";
import type { Story } from "../story.ts";
import { escapeHtml } from "./html.ts";
import { renderReport } from "./render.ts";
import { created, EVENTS, eventsOf, GOOD, storyOf } from "./story.fixture.ts";

const HOSTILE = `</title></svg><script>alert("x")</script><img src=x onerror='alert(1)'>\u202e\u0000`;

/** Every text of a story that comes from outside, hostile. */
function hostileStory(): Story {
  const story = storyOf();
  const [scene] = story.scenes;
  return storyOf({
    app: HOSTILE,
    stages: story.stages.map((stage) => ({ ...stage, url: HOSTILE })),
    merges: [{ ...story.merges[0]!, title: HOSTILE, source: HOSTILE }],
    scenes: [
      {
        ...scene!,
        title: HOSTILE,
        headline: HOSTILE,
        steps: [{ command: HOSTILE, outcome: HOSTILE, message: HOSTILE, ms: 1 }],
        seen: [
          { text: HOSTILE, holds: true },
          { text: HOSTILE, holds: false },
        ],
      },
    ],
    events: [...EVENTS, ...eventsOf(created("shop-qa-pr8", "QA", GOOD, HOSTILE))],
    releases: { [GOOD]: HOSTILE },
    traffic: {
      ...story.traffic!,
      host: HOSTILE,
      slots: [{ at: story.began, requests: 2, failed: 1, by: { [HOSTILE]: 1 } }],
    },
    running: [{ ...story.running[0]!, environment: HOSTILE, url: HOSTILE }],
    told: [{ ...story.told[0]!, event: HOSTILE, headline: HOSTILE, administrators: [HOSTILE] }],
  });
}

describe("the report", () => {
  it("lets no text from outside become markup", () => {
    const page = renderReport(hostileStory());
    expect(page).not.toMatch(/<(?:script|img)/i);
    expect(page).not.toContain("\u0000");
    expect(page).not.toContain("\u202e");
    // what opens is closed: the hostile texts ended no element of ours
    for (const element of ["title", "svg", "main", "table", "ul"]) {
      expect(page.split(`<${element}`).length).toBe(page.split(`</${element}>`).length);
    }
    expect(page).toContain(escapeHtml("<script>"));
  });

  it("asks nothing of any other place", () => {
    const page = renderReport(storyOf());
    expect(page).not.toMatch(/<(?:link|script|iframe|img|base)\b/i);
    expect(page).not.toMatch(/\b(?:src|href|srcset|action)=/i);
    expect(page).not.toMatch(/@import|url\((?!#)/i);
    expect(page).toContain("default-src 'none'");
  });

  it("says that all held, or what did not", () => {
    expect(renderReport(storyOf())).toContain("✓ All 1 expectations held");
    const [scene] = storyOf().scenes;
    const broken = { ...scene!, seen: [...scene!.seen, { text: "STAGING is drained", holds: false }] };
    const page = renderReport(storyOf({ scenes: [broken] }));
    expect(page).toContain("✗ 1 of 2 expectations did not hold");
    expect(page).toContain("A scene: STAGING is drained");
  });

  it("marks what failed among the visits", () => {
    const story = storyOf();
    expect(renderReport(story)).not.toContain('class="failed" x=');
    const [slot] = story.traffic!.slots;
    const failing = { ...story.traffic!, failed: 3, slots: [{ ...slot!, failed: 3 }] };
    const page = renderReport(storyOf({ traffic: failing }));
    expect(page).toContain('class="failed" x=');
    expect(page).toContain("3 failed");
  });

  it("is whole without visitors, without events and with nothing that runs", () => {
    const page = renderReport(storyOf({ traffic: null, events: [], running: [], told: [], merges: [] }));
    expect(page).toContain("</html>");
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("has a number in every place of its picture", () => {
    expect(renderReport(storyOf())).not.toMatch(/NaN|undefined|Infinity/);
  });
});
