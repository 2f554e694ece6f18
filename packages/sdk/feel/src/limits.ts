/** Bounds of one evaluation; going beyond one is a {@link FeelError} of kind `evaluation`. */
export interface FeelLimits {
  /** Items looped over and looked at by functions. Default 5,000,000. */
  readonly maxSteps: number;
  /** Calls of functions inside each other. Default 200. */
  readonly maxDepth: number;
  /** Items of a list made by the expression. Default 1,000,000. */
  readonly maxListLength: number;
  /** Characters of a text made by the expression. Default 10,000,000. */
  readonly maxTextLength: number;
  /** Milliseconds that regular expressions take in all. Default 500. */
  readonly maxPatternMs: number;
  /** Milliseconds that all of it takes, both on the clock and of the processor. Default 2,000. */
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
