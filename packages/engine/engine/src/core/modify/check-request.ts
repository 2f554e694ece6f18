import { findDuplicates } from '../../model/find-duplicates.ts';
import type { Result } from '../commands.ts';
import { succeed } from '../result.ts';
import { isTooDeep, MAX_VARIABLE_DEPTH } from '../variable-depth.ts';
import { quoteAll, rejectModification } from './modify-rejections.ts';
import type { ModifyInstanceCommand, MoveInstruction } from './modify-types.ts';

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

const describeMove = ({
  sourceElementId = '',
  sourceElementInstanceKey,
  targetElementId,
}: MoveInstruction): string =>
  `(${isBlank(sourceElementId) ? (sourceElementInstanceKey ?? '') : sourceElementId}, ${targetElementId})`;

function checkTerminates(
  bpmnProcessId: string,
  { terminateInstructions = [] }: ModifyInstanceCommand,
): Result<void> {
  const none = terminateInstructions.filter(
    ({ elementInstanceKey, elementId }) => elementInstanceKey === undefined && isBlank(elementId),
  );
  if (none.length > 0)
    return rejectModification(
      bpmnProcessId,
      `it contains one or more terminate instructions with neither an element instance key nor element id: ${quoteAll(none.map(() => '(-1, )'))}`,
    );
  const both = terminateInstructions.flatMap(({ elementInstanceKey, elementId = '' }) =>
    elementInstanceKey === undefined || isBlank(elementId) ? [] : [`(${elementInstanceKey}, ${elementId})`],
  );
  if (both.length > 0)
    return rejectModification(
      bpmnProcessId,
      `it contains one or more terminate instructions with both element instance key and element id, but only one of them is allowed: ${quoteAll(both)}`,
    );
  return succeed(undefined);
}

function checkMoves(bpmnProcessId: string, { moveInstructions = [] }: ModifyInstanceCommand): Result<void> {
  const incomplete = moveInstructions.filter(
    ({ sourceElementInstanceKey, sourceElementId, targetElementId }) =>
      (sourceElementInstanceKey === undefined && isBlank(sourceElementId)) || isBlank(targetElementId),
  );
  if (incomplete.length > 0)
    return rejectModification(
      bpmnProcessId,
      `it contains one or more move instructions with either or both the source or target element id missing: ${quoteAll(incomplete.map(describeMove))}`,
    );
  const sourceIds = moveInstructions.flatMap(({ sourceElementId = '' }) =>
    isBlank(sourceElementId) ? [] : [sourceElementId],
  );
  const duplicates = findDuplicates(sourceIds);
  if (duplicates.length > 0)
    return rejectModification(
      bpmnProcessId,
      `it contains multiple move instructions with identical source element ids: ${quoteAll(duplicates)}`,
    );
  const both = moveInstructions.flatMap(
    ({ sourceElementInstanceKey, sourceElementId = '', targetElementId }) =>
      sourceElementInstanceKey === undefined || isBlank(sourceElementId)
        ? []
        : [`(${sourceElementId}/${sourceElementInstanceKey}, ${targetElementId})`],
  );
  if (both.length > 0)
    return rejectModification(
      bpmnProcessId,
      `it contains one or more move instructions with both source element instance key and source element id, but only one of them is allowed: ${quoteAll(both)}`,
    );
  return succeed(undefined);
}

function checkDepth(bpmnProcessId: string, command: ModifyInstanceCommand): Result<void> {
  const { activateInstructions = [], moveInstructions = [] } = command;
  const documents = [...activateInstructions, ...moveInstructions].flatMap(({ variableInstructions = [] }) =>
    variableInstructions.map(({ variables }) => variables),
  );
  if (!documents.some(isTooDeep)) return succeed(undefined);
  return rejectModification(
    bpmnProcessId,
    `it contains variables that are nested more than ${MAX_VARIABLE_DEPTH} levels deep`,
  );
}

/** Checks what can be seen from the instructions alone. */
export function checkRequest(bpmnProcessId: string, command: ModifyInstanceCommand): Result<void> {
  const terminates = checkTerminates(bpmnProcessId, command);
  if (!terminates.ok) return terminates;
  const moves = checkMoves(bpmnProcessId, command);
  return moves.ok ? checkDepth(bpmnProcessId, command) : moves;
}
