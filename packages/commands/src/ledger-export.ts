import { emptyState, fold, type Ledger, type LedgerEvent, toCDEvents } from "@sluice/core";

/** Opens a file, or stdout for null. */
export type OpenLines = (path: string | null) => Promise<LineWriter>;

export interface LineWriter {
  write(lines: string): Promise<void>;
  /** All is written: a file appears, whole. */
  close(): Promise<void>;
  /** It went wrong: a file stays as it was. */
  abandon(): Promise<void>;
}

/** Events folded at once: folding copies the state each time. */
const CHUNK = 1_000;

/** Writes all events as CDEvents, one a line; answers how many events the ledger had. */
export async function exportEvents(
  ports: { readonly ledger: Ledger; readonly openLines: OpenLines },
  options: { readonly app: string; readonly source: string; readonly out: string | null },
): Promise<number> {
  const { app, source } = options;
  const writer = await ports.openLines(options.out);
  try {
    let state = emptyState;
    let count = 0;
    const write = async (chunk: readonly LedgerEvent[]) => {
      // Only where artifacts are kept is asked of the state, so one that is a little newer tells it as well.
      state = fold(state, chunk);
      const lines = chunk.flatMap((event) => toCDEvents(event, { app, source, before: state }));
      await writer.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      count += chunk.length;
    };
    let chunk: LedgerEvent[] = [];
    for await (const event of ports.ledger.events()) {
      chunk.push(event);
      if (chunk.length < CHUNK) continue;
      await write(chunk);
      chunk = [];
    }
    await write(chunk);
    await writer.close();
    return count;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
