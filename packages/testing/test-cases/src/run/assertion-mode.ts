/** How an assertion waits: an instruction does, a condition does not. */
export interface AssertionMode {
  /** Whether what does not hold now is looked at again while connectors are at work. */
  readonly isWaiting: boolean;
}
