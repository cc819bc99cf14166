/** Pipelines' runs, this one and others: `local:<host>:<pid>:<start>`, `github:<run>:<attempt>`, `gitlab:<pipeline>`. */
export interface Runs {
  /** The name of this run; the same in all jobs of one pipeline. */
  readonly current: string;
  /** True only where the run is known to be over; false while it goes on or where nobody can tell. */
  isOver(run: string): Promise<boolean>;
}
