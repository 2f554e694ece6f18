import type { JsonValue } from '@jobwright/json';

import type { UserTaskProperties } from '../model/graph.ts';
import { type Expression, isFeel } from '../model/expression.ts';
import { parseDateTime } from '../model/iso-time.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance, UserTaskRecord } from './engine-state.ts';
import { evaluate, evaluateText, type Evaluation, fail, feelTypeName } from './evaluate.ts';
import { findLinkedResource } from './find-linked-resource.ts';

export const DEFAULT_PRIORITY = 50;
const MAX_PRIORITY = 100;

export type Assignment = Omit<UserTaskRecord, 'key' | 'elementInstanceKey' | 'headers'>;

type Reader<T> = (value: JsonValue) => T | undefined;

const readAssignee: Reader<string> = (value) =>
  value === null ? '' : typeof value === 'string' ? value : undefined;

/** Static lists are separated by commas. */
function readNames(value: JsonValue): readonly string[] | undefined {
  if (value === null) return [];
  if (typeof value === 'string')
    return value
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  if (!Array.isArray(value)) return undefined;
  const names = value.filter((name) => typeof name === 'string');
  return names.length === value.length ? names : undefined;
}

const readDate: Reader<string> = (value) => {
  if (value === null || value === '') return '';
  return typeof value === 'string' && parseDateTime(value) !== undefined ? value : undefined;
};

const readPriority: Reader<number> = (value) => {
  if (value === null) return DEFAULT_PRIORITY;
  const priority = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  const isValid = typeof priority === 'number' && Number.isInteger(priority) && priority >= 0;
  return isValid && priority <= MAX_PRIORITY ? priority : undefined;
};

/** The form of a user task: the key of a deployed one, or what the model says. */
function evaluateForm(
  engine: Engine,
  instance: ElementInstance,
  { form, formKey = '', externalFormReference }: UserTaskProperties,
): Evaluation<Pick<Assignment, 'formKey' | 'externalFormReference'>> {
  if (externalFormReference !== undefined) {
    const reference = evaluateText(engine, instance, externalFormReference);
    if (!reference.ok) return reference;
    return { ok: true, value: { formKey, externalFormReference: reference.value } };
  }
  if (!form) return { ok: true, value: { formKey } };
  const found = findLinkedResource(engine, instance, {
    kind: 'form',
    id: form.formId,
    binding: form.binding,
  });
  return found.ok ? { ok: true, value: { formKey: found.value.key } } : found;
}

/** Who does a user task, when, and how urgently. */
export function evaluateAssignment(
  engine: Engine,
  instance: ElementInstance,
  properties: UserTaskProperties,
): Evaluation<Assignment> {
  const read = <T>(
    expression: Expression | undefined,
    options: { readonly reader: Reader<T>; readonly expected: string; readonly absent: T },
  ): Evaluation<T> => {
    if (expression === undefined) return { ok: true, value: options.absent };
    const evaluation = evaluate(engine, instance, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
    if (!evaluation.ok) return evaluation;
    const value = options.reader(evaluation.value);
    if (value !== undefined) return { ok: true, value };
    const text = isFeel(expression) ? expression.slice(1) : expression;
    return fail(
      'EXTRACT_VALUE_ERROR',
      `Expected result of the expression '${text}' to be ${options.expected}, but was '${feelTypeName(evaluation.value)}'.`,
    );
  };
  const names = { reader: readNames, expected: "an 'ARRAY' of 'STRING'", absent: [] };
  const date = { reader: readDate, expected: 'a date-time with an offset', absent: '' };
  const assignee = read(properties.assignee, { reader: readAssignee, expected: "'STRING'", absent: '' });
  if (!assignee.ok) return assignee;
  const candidateGroups = read<readonly string[]>(properties.candidateGroups, names);
  if (!candidateGroups.ok) return candidateGroups;
  const candidateUsers = read<readonly string[]>(properties.candidateUsers, names);
  if (!candidateUsers.ok) return candidateUsers;
  const dueDate = read(properties.dueDate, date);
  if (!dueDate.ok) return dueDate;
  const followUpDate = read(properties.followUpDate, date);
  if (!followUpDate.ok) return followUpDate;
  const form = evaluateForm(engine, instance, properties);
  if (!form.ok) return form;
  const priority = read(properties.priority, {
    reader: readPriority,
    expected: `a whole number between 0 and ${MAX_PRIORITY}`,
    absent: DEFAULT_PRIORITY,
  });
  if (!priority.ok) return priority;
  return {
    ok: true,
    value: {
      assignee: assignee.value,
      candidateGroups: candidateGroups.value,
      candidateUsers: candidateUsers.value,
      dueDate: dueDate.value,
      followUpDate: followUpDate.value,
      priority: priority.value,
      ...form.value,
    },
  };
}
