import type { JsonObject } from '@jobwright/json';

import type { Key } from '../key.ts';

/** Changes where the tokens of a running process instance are: all instructions or none. */
export interface ModifyInstanceCommand {
  readonly processInstanceKey: Key;
  readonly activateInstructions?: readonly ActivateInstruction[];
  readonly moveInstructions?: readonly MoveInstruction[];
  readonly terminateInstructions?: readonly TerminateInstruction[];
}

/** Variables to set in a scope while an element is activated. */
export interface VariableInstruction {
  readonly variables: JsonObject;
  /** The element that is activated, or one around it. Default: the process instance. */
  readonly scopeId?: string;
}

/** Activates an element, and the scopes around it where they are missing. */
export interface ActivateInstruction {
  readonly elementId: string;
  /**
   * The instance to activate it in, directly or further in. Default: the only active instance of the scope.
   */
  readonly ancestorElementInstanceKey?: Key;
  readonly variableInstructions?: readonly VariableInstruction[];
}

/** Terminates one element instance, or all of an element. Exactly one of the two is given. */
export interface TerminateInstruction {
  readonly elementInstanceKey?: Key;
  readonly elementId?: string;
}

/** Terminates the instances of an element, or one of them, and activates another element for each. */
export interface MoveInstruction {
  /** Exactly one source is given. */
  readonly sourceElementInstanceKey?: Key;
  readonly sourceElementId?: string;
  readonly targetElementId: string;
  /** Where to activate the target. Default: in the only active instance of its scope. */
  readonly ancestorScope?: AncestorScope;
  readonly variableInstructions?: readonly VariableInstruction[];
}

/**
 * `inferred` looks for the nearest instance around the source that can contain the target; `sourceParent` is
 * the source's own scope.
 */
export type AncestorScope =
  | { readonly kind: 'direct'; readonly elementInstanceKey: Key }
  | { readonly kind: 'inferred' }
  | { readonly kind: 'sourceParent' };
