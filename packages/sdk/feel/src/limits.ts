/** Limits of one evaluation; exceeding one is a {@link FeelError} of kind `evaluation`. */
export interface FeelLimits {
  /** Items that loops and functions visit. Default 5,000,000. */
  readonly maxSteps: number;
  /** Depth of nested function calls. Default 200. */
  readonly maxDepth: number;
  /** Items of a list made by the expression. Default 1,000,000. */
  readonly maxListLength: number;
  /** Characters of a text made by the expression. Default 10,000,000. */
  readonly maxTextLength: number;
  /** Milliseconds for all regular expressions together. Default 500. */
  readonly maxPatternMs: number;
  /** Milliseconds for the whole evaluation, in both wall-clock and processor time. Default 2,000. */
  readonly maxMs: number;
}

export const defaultLimits: FeelLimits = {
  maxSteps: 5_000_000,
  maxDepth: 200,
  maxListLength: 1_000_000,
  maxTextLength: 10_000_000,
  maxPatternMs: 500,
  maxMs: 2000,
};
