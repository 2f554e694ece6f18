import type { JsonValue } from '@jobwright/json';

/**
 * Outputs of a multi-instance body, or of an ad-hoc sub-process, that its variable does not show yet: copying
 * the list for each item would be square.
 */
export interface LoopOutputs {
  readonly name: string;
  readonly list: JsonValue[];
  /** The list that the variable held when this one was filled: another one was set from outside. */
  shown: JsonValue | undefined;
  isShown: boolean;
}
