import { MAX_BUSINESS_ID_LENGTH } from '../model/business-id.ts';
import { type Expression, isFeel } from '../model/expression.ts';
import type { Key, Result } from './commands.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { evaluate, explain, type Evaluation, fail, feelTypeName } from './evaluate.ts';
import { reject, succeed } from './result.ts';

const isTooLong = (businessId: string): boolean => businessId.length > MAX_BUSINESS_ID_LENGTH;

/** Why a process instance cannot be created with the business id. */
export function findBusinessIdMistake(businessId: string): string | undefined {
  return isTooLong(businessId)
    ? `Expected to create instance of process with a valid business id, but the business id exceeds the max length of ${MAX_BUSINESS_ID_LENGTH}.`
    : undefined;
}

/** Why a message cannot have the business id. */
export function findMessageBusinessIdMistake(businessId: string | undefined): string | undefined {
  return businessId !== undefined && isTooLong(businessId)
    ? `Expected a message with a valid business id, but the business id exceeds the max length of ${MAX_BUSINESS_ID_LENGTH}.`
    : undefined;
}

/**
 * The business id that a call activity gives to the instance it starts: its own, or that of its process
 * instance. Null gives none; null because of a missing variable is a failure.
 */
export function evaluateCalledBusinessId(
  engine: Engine,
  caller: ElementInstance,
  expression: Expression | undefined,
): Evaluation<string | undefined> {
  if (expression === undefined)
    return {
      ok: true,
      value: engine.state.elementInstances.get(caller.processInstanceKey)?.businessId,
    };
  const evaluation = evaluate(engine, caller, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!evaluation.ok) return evaluation;
  const { value } = evaluation;
  const text = isFeel(expression) ? expression.slice(1) : expression;
  if (value === null) {
    const warnings = explain(engine, caller, expression);
    if (warnings.length === 0) return { ok: true, value: undefined };
    return fail(
      'EXTRACT_VALUE_ERROR',
      `Expected result of the expression '${text}' to be 'STRING', but it evaluated to null: ${warnings.join('; ')}`,
    );
  }
  if (typeof value !== 'string')
    return fail(
      'EXTRACT_VALUE_ERROR',
      `Expected result of the expression '${text}' to be 'STRING', but was '${feelTypeName(value)}'.`,
    );
  if (isTooLong(value))
    return fail(
      'EXTRACT_VALUE_ERROR',
      `Expected the business id of the called process to be valid, but the business id exceeds the max length of ${MAX_BUSINESS_ID_LENGTH}.`,
    );
  return { ok: true, value: value === '' ? undefined : value };
}

function findAssignmentMistake(
  engine: Engine,
  instance: ElementInstance,
  businessId: string,
): readonly ['INVALID_ARGUMENT' | 'INVALID_STATE', string] | undefined {
  if (instance.callerKey !== undefined)
    return [
      'INVALID_STATE',
      'it is a child process instance; a business id can only be assigned to root process instances',
    ];
  if (engine.activeBusinessIds)
    return ['INVALID_STATE', 'business id assignment is not allowed while business id uniqueness is enabled'];
  if (businessId === '') return ['INVALID_ARGUMENT', 'the provided business id is empty'];
  if (isTooLong(businessId))
    return ['INVALID_ARGUMENT', `the business id exceeds the max length of ${MAX_BUSINESS_ID_LENGTH}`];
  return instance.businessId === undefined
    ? undefined
    : ['INVALID_STATE', 'it already has a business id assigned'];
}

/**
 * Gives a running process instance the business id that it lacks. Jobs that are already there do not get it.
 */
export function assignBusinessId(
  engine: Engine,
  { processInstanceKey, businessId }: { readonly processInstanceKey: Key; readonly businessId: string },
): Result<void> {
  const { elementInstances, lastKey } = engine.state;
  const instance = elementInstances.get(processInstanceKey);
  const expected = `Expected to assign a business id to process instance with key '${processInstanceKey}', but`;
  if (!instance) return reject('NOT_FOUND', 'ASSIGN', `${expected} no such process instance was found`);
  if (instance.scopeKey !== null)
    return reject('NOT_FOUND', 'ASSIGN', `${expected} the element with this key is not a process instance`);
  const mistake = findAssignmentMistake(engine, instance, businessId);
  if (mistake) return reject(mistake[0], 'ASSIGN', `${expected} ${mistake[1]}`);
  instance.businessId = businessId;
  instance.businessIdSince = String(lastKey);
  return succeed(undefined);
}

/** Takes back an assignment whose command was refused after all. */
export function unassignBusinessId({ state }: Engine, processInstanceKey: Key): void {
  const instance = state.elementInstances.get(processInstanceKey);
  delete instance?.businessId;
  delete instance?.businessIdSince;
}

/** What a process instance had when the job or user task of the key was created. */
export function businessIdAt(root: ElementInstance | undefined, key: Key): string | undefined {
  const isOlder = root?.businessIdSince !== undefined && key <= root.businessIdSince;
  return isOlder ? undefined : root?.businessId;
}
