import { FeelError } from './feel-error.ts';
import type { FeelWarning } from './feel-warning.ts';
import type { FeelLimits } from './limits.ts';
import { Failure, isSpecial } from './values/values.ts';

/** The clock of `now` and `today`, and of times in a zone. */
export interface FeelClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The zone `now` and `today` are in; default: the system's. */
  readonly timeZone?: string;
}

/** One evaluation: what it reads, what it may use, what it reports. */
export class Run {
  readonly context: Readonly<Record<string, unknown>>;
  readonly limits: FeelLimits;
  readonly clock: FeelClock;
  readonly warnings: FeelWarning[] | undefined;
  /** Set by a failed `assert`; the whole evaluation fails with it. */
  assertion: string | undefined;
  #steps = 0;
  #depth = 0;
  #patternMs = 0;
  #impure: Set<object> | undefined;

  constructor(options: {
    readonly context: Readonly<Record<string, unknown>>;
    readonly limits: FeelLimits;
    readonly clock: FeelClock;
    readonly warnings?: FeelWarning[];
  }) {
    this.context = options.context;
    this.limits = options.limits;
    this.clock = options.clock;
    this.warnings = options.warnings;
  }

  /** Counts work. @throws FeelError when there was too much of it */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.limits.maxSteps) throw toLimitError('steps', this.limits.maxSteps);
  }

  /** Does a part of the work of a regular expression. @throws FeelError when all of them took too long */
  timePattern<Result>(work: () => Result): Result {
    const start = performance.now();
    const result = work();
    this.#patternMs += performance.now() - start;
    if (this.#patternMs <= this.limits.maxPatternMs) return result;
    throw toLimitError('milliseconds in regular expressions', this.limits.maxPatternMs);
  }

  enter(): void {
    this.#depth += 1;
    if (this.#depth > this.limits.maxDepth)
      throw toLimitError('calls inside each other', this.limits.maxDepth);
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** A text made by the expression. @throws FeelError when it is too long */
  text(value: string): string {
    this.checkTextLength(value.length);
    return value;
  }

  checkTextLength(length: number): void {
    if (length > this.limits.maxTextLength) throw toLimitError('characters in a text', this.limits.maxTextLength);
  }

  /** A list made by the expression, or the failure among its items. @throws FeelError when it is too long */
  list(items: readonly unknown[]): readonly unknown[] | Failure {
    this.checkLength(items.length);
    let pure = true;
    for (const item of items) {
      if (typeof item !== 'object' || item === null) continue;
      if (item instanceof Failure) return toListFailure(item);
      if (pure && this.isImpure(item)) pure = false;
    }
    if (!pure) this.markImpure(items);
    return items;
  }

  checkLength(length: number): void {
    if (length > this.limits.maxListLength) throw toLimitError('items in a list', this.limits.maxListLength);
  }

  /** Whether a value is or holds something without JSON form. What the context holds never does. */
  isImpure(value: object): boolean {
    return isSpecial(value) || this.#impure?.has(value) === true;
  }

  markImpure(container: object): void {
    (this.#impure ??= new Set()).add(container);
  }

  warn(type: FeelWarning['type'], toMessage: () => string): void {
    if (this.warnings && this.warnings.length < maxWarnings)
      this.warnings.push({ type, message: toMessage() });
  }
}

const maxWarnings = 1000;

function toListFailure(item: Failure): Failure {
  return item.fatal ? new Failure(`fatal error("${item.message}")`) : item;
}

function toLimitError(what: string, limit: number): FeelError {
  return new FeelError('evaluation', `The evaluation was stopped: more than ${limit} ${what}.`);
}
