import type { Key } from '../key.ts';

/** Moves a running process instance to another process definition. */
export interface MigrateInstanceCommand {
  readonly processInstanceKey: Key;
  readonly targetProcessDefinitionKey: Key;
  /**
   * One for each element that is active, and for each catch event whose timer or subscription is to be kept.
   */
  readonly mappingInstructions: readonly MappingInstruction[];
}

/**
 * Elements of the two definitions that stand for each other; sequence flows too, where a token waits at a
 * join.
 */
export interface MappingInstruction {
  readonly sourceElementId: string;
  readonly targetElementId: string;
}
