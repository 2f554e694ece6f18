import type { FeelLimits } from './limits.ts';

/** Where in the text of an expression something is wrong. Line and column count from 1. */
export interface FeelErrorLocation {
  readonly line: number;
  readonly column: number;
  /** The offending piece of the expression, shortened; empty at the end of the text. */
  readonly piece: string;
}

/** A part of an expression that makes the engine give up, with all of the expression. */
export function giveUp(reason: string): never {
  throw new FeelError('evaluation', `The expression cannot be evaluated: ${reason}.`);
}

/**
 * A FEEL text that is not an expression, or one that cannot be evaluated. Its message never holds the data it
 * was evaluated on.
 */
export class FeelError extends Error {
  override readonly name = 'FeelError';
  readonly kind: 'syntax' | 'evaluation';
  /** The limit that was reached; set on `evaluation` errors of that kind. */
  readonly limit: keyof FeelLimits | undefined;
  /** Set on `syntax` errors. */
  readonly location: FeelErrorLocation | undefined;

  constructor(
    kind: 'syntax' | 'evaluation',
    message: string,
    options?: ErrorOptions & { readonly location?: FeelErrorLocation; readonly limit?: keyof FeelLimits },
  ) {
    super(message, options);
    this.kind = kind;
    this.limit = options?.limit;
    this.location = options?.location;
  }
}
