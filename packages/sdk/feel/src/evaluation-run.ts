import { Temporal } from 'temporal-polyfill';
import { FeelError } from './feel-error.ts';
import type { FeelWarning } from './feel-warning.ts';
import type { FeelLimits } from './limits.ts';
import type { FeelClock, FeelTimeText, Run, RunSettings } from './run.ts';
import { isOver, startStopwatch, type Stopwatch } from './stopwatch.ts';
import { Failure, type FeelContext, isSpecial } from './values/values.ts';

/** One evaluation: what it reads, what it may use, what it reports. */
export class EvaluationRun implements Run {
  readonly context: Readonly<Record<string, unknown>>;
  readonly limits: FeelLimits;
  readonly clock: FeelClock;
  readonly timeText: FeelTimeText;
  readonly warnings: FeelWarning[] | undefined;
  /** Set by a failed `assert`; the whole evaluation fails with it. */
  assertion: string | undefined;
  #steps = 0;
  #depth = 0;
  #stepsAtClock = 0;
  #patternMs = 0;
  /** Started with the first look at it: most evaluations are over before, and reading it is slow. */
  #stopwatch: Stopwatch | undefined;
  #warned = 0;
  #now: Temporal.ZonedDateTime | undefined;
  #impure: Set<object> | undefined;
  #sizes: WeakMap<object, number> | undefined;

  constructor(settings: RunSettings, context: Readonly<Record<string, unknown>>, warnings?: FeelWarning[]) {
    this.context = context;
    this.limits = settings.limits;
    this.clock = settings.clock;
    this.timeText = settings.timeText;
    this.warnings = warnings;
    this.#stopwatch = settings.stopwatch;
  }

  /** Counts work. @throws FeelError when there was too much of it, or it took too long */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps - this.#stepsAtClock > stepsBetweenClocks) this.#checkTime();
    if (this.#steps > this.limits.maxSteps) throw limitError('maxSteps', this.limits);
  }

  #checkTime(): void {
    this.#stepsAtClock = this.#steps;
    const { maxMs } = this.limits;
    const stopwatch = this.#readStopwatch();
    if (isOver(stopwatch, performance.now() - stopwatch.startedAt, maxMs))
      throw limitError('maxMs', this.limits);
  }

  #readStopwatch(): Stopwatch {
    this.#stopwatch ??= startStopwatch();
    return this.#stopwatch;
  }

  /**
   * Runs part of the work of a regular expression and counts its time. @throws FeelError when all of them
   * took too long
   */
  timePattern<Result>(work: () => Result): Result {
    const stopwatch = this.#readStopwatch();
    const start = performance.now();
    const result = work();
    this.#patternMs += performance.now() - start;
    if (isOver(stopwatch, this.#patternMs, this.limits.maxPatternMs))
      throw limitError('maxPatternMs', this.limits);
    return result;
  }

  enter(): void {
    this.#depth += 1;
    if (this.#depth > this.limits.maxDepth) throw limitError('maxDepth', this.limits);
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Counts the reading of a text. */
  spendOnText(length: number): void {
    this.spend(length / readCharactersPerStep);
  }

  /** Counts the walk through a value and all it holds, before it is done. */
  spendOnValue(value: unknown): void {
    if (typeof value === 'string') return this.spendOnText(value.length);
    if (typeof value !== 'object' || value === null || isSpecial(value)) return this.spend(1);
    if (Array.isArray(value)) this.spend(value.length * walkedItemCost);
    else this.spend(Object.keys(value).length * walkedEntryCost);
    const values: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    for (const inner of values) if (typeof inner === 'object') this.spendOnValue(inner);
  }

  /** `now()`: one moment for all of an evaluation. */
  get now(): Temporal.ZonedDateTime {
    this.#now ??= Temporal.Instant.fromEpochMilliseconds(this.clock.now()).toZonedDateTimeISO(
      this.clock.timeZone ?? Temporal.Now.timeZoneId(),
    );
    return this.#now;
  }

  /** A text made by the expression. @throws FeelError when it is too long */
  text(value: string): string {
    this.checkTextLength(value.length);
    this.spend(value.length / madeCharactersPerStep);
    return value;
  }

  checkTextLength(length: number): void {
    if (length > this.limits.maxTextLength) throw limitError('maxTextLength', this.limits);
  }

  /** A list made by the expression, or the failure among its items. @throws FeelError when it is too long */
  list(items: readonly unknown[]): readonly unknown[] | Failure {
    this.checkLength(items.length);
    this.spend(items.length);
    const failure = items.find((item) => item instanceof Failure);
    if (failure instanceof Failure) return listFailure(failure);
    this.#inspect(items, items);
    return items;
  }

  /** A context made by the expression. @throws FeelError when it holds too much */
  made(context: FeelContext, values: readonly unknown[] = Object.values(context)): FeelContext {
    this.#inspect(context, values);
    return context;
  }

  /**
   * Notes what a list or context of the expression's own holds: whether all of it is JSON, and how much it
   * is. What is made can hold the same part many times, so that walking it would take a time without bounds:
   * each time counts.
   */
  #inspect(container: object, values: readonly unknown[]): void {
    let pure = true;
    let hasInner = false;
    let size = values.length;
    for (const value of values) {
      if (typeof value !== 'object' || value === null) continue;
      hasInner = true;
      if (pure && this.isImpure(value)) pure = false;
      size += this.#sizes?.get(value) ?? 0;
    }
    if (!pure) this.markImpure(container);
    if (!hasInner && size <= maxUncounted) return;
    this.checkLength(size);
    (this.#sizes ??= new WeakMap()).set(container, size);
  }

  checkLength(length: number): void {
    if (length > this.limits.maxListLength) throw limitError('maxListLength', this.limits);
  }

  /** Whether a value is or holds something without JSON form. What the context holds never does. */
  isImpure(value: object): boolean {
    return isSpecial(value) || this.#impure?.has(value) === true;
  }

  markImpure(container: object): void {
    (this.#impure ??= new Set()).add(container);
  }

  warn(type: FeelWarning['type'], createMessage: () => string): void {
    if (!this.warnings || this.warnings.length >= maxWarnings || this.#warned > maxWarningCharacters) return;
    const message = createMessage();
    this.#warned += message.length;
    this.warnings.push({ type, message });
  }
}

/** Entries are put in the order of a hash, and written with their key. */
const walkedEntryCost = 12;
const walkedItemCost = 2;
const maxWarnings = 1000;
const maxWarningCharacters = 1_000_000;
const readCharactersPerStep = 64;
const madeCharactersPerStep = 16;
/** Plain values in a list or context that is counted as one in another. */
const maxUncounted = 16;

function listFailure(item: Failure): Failure {
  return item.fatal ? new Failure(`fatal error("${item.message}")`) : item;
}

/** This many steps take less than a millisecond. */
const stepsBetweenClocks = 1000;

const limitNames: Readonly<Record<keyof FeelLimits, string>> = {
  maxSteps: 'steps',
  maxDepth: 'calls inside each other',
  maxListLength: 'items in a list',
  maxTextLength: 'characters in a text',
  maxPatternMs: 'milliseconds in regular expressions',
  maxMs: 'milliseconds',
};

function limitError(limit: keyof FeelLimits, limits: FeelLimits): FeelError {
  const message = `The evaluation was stopped: more than ${limits[limit]} ${limitNames[limit]}.`;
  return new FeelError('evaluation', message, { limit });
}
