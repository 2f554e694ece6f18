import type { FeelClock, FeelOptions, FeelVersion } from '@jobwright/feel';
import { expressionFunctions } from './expression-functions.ts';

/** The FEEL version and the clock of result and error expressions. */
export interface ExpressionOptions {
  /** The Camunda whose FEEL result and error expressions are evaluated by, whatever the cluster has. Default `8.10`. */
  readonly version?: FeelVersion;
  /** What `now` and `today` go by in them. Default: the system's clock and zone. */
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

/** How expressions are compiled: times in what they give are read by other systems, so they are written as those write them. */
export const toFeelOptions = ({ version, clock }: ExpressionSettings): FeelOptions => ({
  functions: expressionFunctions,
  version,
  clock,
  timeText: 'iso',
});
