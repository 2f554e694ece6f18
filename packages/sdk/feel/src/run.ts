import type { Temporal } from 'temporal-polyfill';
import type { FeelWarning } from './feel-warning.ts';
import type { FeelLimits } from './limits.ts';
import type { Stopwatch } from './stopwatch.ts';
import type { Failure } from './values/failure.ts';

/** The clock for `now`, `today` and times in a zone. */
export interface FeelClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The zone of `now` and `today`. Default: the system's. */
  readonly timeZone?: string;
}

/**
 * How dates and times are written in results. `broker`: as a broker writes them to variables,
 * `2026-07-01T10:00+02:00[Europe/Berlin]`; `iso`: as the connector runtime does, with seconds and without the
 * name of a zone, `2026-07-01T10:00:00+02:00`.
 */
export type FeelTimeText = 'broker' | 'iso';

/** Settings shared by all evaluations of an expression. */
export interface RunSettings {
  readonly limits: FeelLimits;
  readonly clock: FeelClock;
  readonly timeText: FeelTimeText;
  /** Started with the work that the evaluation is part of. Default: with the evaluation. */
  readonly stopwatch?: Stopwatch | undefined;
}

/** One evaluation: what it reads, what it may use, what it reports. */
export interface Run extends RunSettings {
  readonly context: Readonly<Record<string, unknown>>;
  readonly warnings: FeelWarning[] | undefined;
  /** Set by a failed `assert`; the whole evaluation fails with it. */
  assertion: string | undefined;
  /** `now()`: one moment for all of an evaluation. */
  readonly now: Temporal.ZonedDateTime;
  /** Counts work. @throws FeelError when there was too much of it, or it took too long */
  spend(steps: number): void;
  /** Counts the reading of a text. */
  spendOnText(length: number): void;
  /** Counts the walk through a value and all it holds, before it is done. */
  spendOnValue(value: unknown): void;
  /**
   * Runs part of the work of a regular expression and counts its time. @throws FeelError when all of them
   * took too long
   */
  timePattern<Result>(work: () => Result): Result;
  enter(): void;
  leave(): void;
  /** A text made by the expression. @throws FeelError when it is too long */
  text(value: string): string;
  checkTextLength(length: number): void;
  /** A list made by the expression, or the failure among its items. @throws FeelError when it is too long */
  list(items: readonly unknown[]): readonly unknown[] | Failure;
  /** A context made by the expression. @throws FeelError when it holds too much */
  made(
    context: Readonly<Record<string, unknown>>,
    values?: readonly unknown[],
  ): Readonly<Record<string, unknown>>;
  checkLength(length: number): void;
  /** Whether a value is or holds something without JSON form. What the context holds never does. */
  isImpure(value: object): boolean;
  markImpure(container: object): void;
  warn(type: FeelWarning['type'], createMessage: () => string): void;
}
