import type { NoticeEvent } from "../ports/notifier.ts";

export interface ChannelRules {
  /** Events it wants; empty: all. */
  readonly on: readonly string[];
  /** Stages it wants; empty: all. */
  readonly stages: readonly string[];
}

/** Whether a channel wants to hear of an event in a stage. */
export function wants(channel: ChannelRules, stage: string, event: NoticeEvent): boolean {
  const hears = channel.on.length === 0 || channel.on.includes(event);
  return hears && (channel.stages.length === 0 || channel.stages.includes(stage));
}
