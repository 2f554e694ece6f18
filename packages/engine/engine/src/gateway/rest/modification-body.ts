import { z } from 'zod';
import type {
  AncestorScope,
  ModifyInstanceCommand,
  MoveInstruction,
} from '../../core/modify/modify-types.ts';
import { keyText, variablesBody } from './request-schemas.ts';

const ancestorKey = keyText('ancestorElementInstanceKey');
const elementId = z.string().min(1);
const variableInstructions = z
  .array(
    z.object({
      variables: variablesBody,
      scopeId: z.string().nullish(),
    }),
  )
  .nullish();
type Variables = z.output<typeof variableInstructions>;

const activation = z.object({
  elementId,
  variableInstructions,
  /** -1: in the only active instance of the scope. */
  ancestorElementInstanceKey: z.union([ancestorKey, z.literal('-1')]).nullish(),
});
const source = z.discriminatedUnion('sourceType', [
  z.object({ sourceType: z.literal('byId'), sourceElementId: elementId }),
  z.object({ sourceType: z.literal('byKey'), sourceElementInstanceKey: keyText('sourceElementInstanceKey') }),
]);
const ancestorScope = z.discriminatedUnion('ancestorScopeType', [
  z.object({
    ancestorScopeType: z.literal('direct'),
    ancestorElementInstanceKey: z.union([ancestorKey, z.literal('-1')]),
  }),
  z.object({ ancestorScopeType: z.literal('inferred') }),
  z.object({ ancestorScopeType: z.literal('sourceParent') }),
]);
const move = z.object({
  sourceElementInstruction: source,
  targetElementId: elementId,
  ancestorScopeInstruction: ancestorScope.nullish(),
  variableInstructions,
});
const termination = z.union([
  z.strictObject({ elementInstanceKey: keyText('elementInstanceKey') }),
  z.strictObject({ elementId }),
]);

export const modificationBody = z.object({
  activateInstructions: z.array(activation).nullish(),
  moveInstructions: z.array(move).nullish(),
  terminateInstructions: z.array(termination).nullish(),
});

const readVariables = (instructions: Variables) =>
  (instructions ?? []).map(({ variables, scopeId }) => ({ variables, scopeId: scopeId ?? '' }));

function readAncestor(scope: z.output<typeof ancestorScope>): AncestorScope | undefined {
  if (scope.ancestorScopeType !== 'direct') return { kind: scope.ancestorScopeType };
  const { ancestorElementInstanceKey: elementInstanceKey } = scope;
  return elementInstanceKey === '-1' ? undefined : { kind: 'direct', elementInstanceKey };
}

function readMove(instruction: z.output<typeof move>): MoveInstruction {
  const { sourceElementInstruction, targetElementId, ancestorScopeInstruction } = instruction;
  const from =
    sourceElementInstruction.sourceType === 'byId'
      ? { sourceElementId: sourceElementInstruction.sourceElementId }
      : { sourceElementInstanceKey: sourceElementInstruction.sourceElementInstanceKey };
  const scope = ancestorScopeInstruction ? readAncestor(ancestorScopeInstruction) : undefined;
  return {
    ...from,
    targetElementId,
    variableInstructions: readVariables(instruction.variableInstructions),
    ...(scope && { ancestorScope: scope }),
  };
}

function readActivation(instruction: z.output<typeof activation>) {
  const { elementId: id, ancestorElementInstanceKey: key } = instruction;
  return {
    elementId: id,
    variableInstructions: readVariables(instruction.variableInstructions),
    ...(typeof key === 'string' && key !== '-1' && { ancestorElementInstanceKey: key }),
  };
}

/** The instructions of a modification as the REST API writes them. */
export function readModification(
  processInstanceKey: string,
  body: z.output<typeof modificationBody>,
): ModifyInstanceCommand {
  return {
    processInstanceKey,
    activateInstructions: (body.activateInstructions ?? []).map(readActivation),
    moveInstructions: (body.moveInstructions ?? []).map(readMove),
    terminateInstructions: body.terminateInstructions ?? [],
  };
}
