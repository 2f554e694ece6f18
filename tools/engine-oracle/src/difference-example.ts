import type { Scope, Step } from '@jobwright/random-processes';

/** A process and the steps that drive it to where two engines differ. */
export interface DifferenceExample {
  readonly process: Scope;
  readonly steps: readonly Step[];
}
