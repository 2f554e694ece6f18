/** How many jobs of one connector were activated since the runtime was created, and how they ended. */
export interface JobStatistics {
  readonly activated: number;
  readonly complete: number;
  readonly fail: number;
  readonly throwError: number;
  /** Given back at shutdown, or because there was no room for them; retries unchanged. */
  readonly handedBack: number;
  /** Cancelled or given to another worker before the answer arrived. */
  readonly gone: number;
  /** Not answered before their deadline. */
  readonly unanswered: number;
}

const EMPTY: JobStatistics = {
  activated: 0,
  complete: 0,
  fail: 0,
  throwError: 0,
  handedBack: 0,
  gone: 0,
  unanswered: 0,
};

export const addStatistics = (one: JobStatistics, other: JobStatistics): JobStatistics => ({
  activated: one.activated + other.activated,
  complete: one.complete + other.complete,
  fail: one.fail + other.fail,
  throwError: one.throwError + other.throwError,
  handedBack: one.handedBack + other.handedBack,
  gone: one.gone + other.gone,
  unanswered: one.unanswered + other.unanswered,
});

export class StatisticsBook {
  readonly #counts: Map<string, Record<keyof JobStatistics, number>>;

  constructor(types: Iterable<string>) {
    this.#counts = new Map([...types].map((type) => [type, { ...EMPTY }]));
  }

  count(type: string, event: keyof JobStatistics): void {
    const counts = this.#counts.get(type);
    if (counts !== undefined) counts[event] += 1;
  }

  toRecord(): Readonly<Record<string, JobStatistics>> {
    return Object.fromEntries([...this.#counts].map(([type, counts]) => [type, { ...counts }]));
  }
}
