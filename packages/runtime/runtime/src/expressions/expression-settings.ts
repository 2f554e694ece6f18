import type { FeelClock, FeelOptions, FeelVersion } from '@jobwright/feel';
import { expressionFunctions } from './expression-functions.ts';

/** The FEEL version and the clock of result and error expressions. */
export interface ExpressionOptions {
  /**
   * The version of Camunda whose FEEL evaluates result and error expressions, whatever the version of the
   * cluster. Default `8.10`.
   */
  readonly version?: FeelVersion;
  /** The clock of `now` and `today` in them. Default: the system's clock and time zone. */
  readonly clock?: FeelClock;
}

export type ExpressionSettings = Required<ExpressionOptions>;

export function resolveExpressionOptions({
  version = '8.10',
  clock = { now: () => Date.now() },
}: ExpressionOptions = {}): ExpressionSettings {
  return { version, clock };
}

export const defaultExpressionSettings = resolveExpressionOptions();

/**
 * How expressions are compiled. Other systems read the times in their results, so times are written as those
 * systems write them.
 */
export const toFeelOptions = ({ version, clock }: ExpressionSettings): FeelOptions => ({
  functions: expressionFunctions,
  version,
  clock,
  timeText: 'iso',
});
