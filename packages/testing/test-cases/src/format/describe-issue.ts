import { isJsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import type { z } from 'zod';
import { findNearestName } from '@jobwright/text-values';
import { listKnownKeys } from './known-keys.ts';
import { refusedInstructions, refusedMembers } from './refused-instructions.ts';
import { testCasesFile } from './test-cases-file.schema.ts';

/** What is wrong in a file, and where. */
export interface FileProblem {
  /** For example `testCases[0].instructions[2].jobSelector`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

/** Describes what a schema found, with the path of each problem and what was probably meant. */
export function describeIssues(issues: readonly z.core.$ZodIssue[], data: JsonValue): readonly FileProblem[] {
  const withUnknown = new Set(
    issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => renderPath(path)),
  );
  return issues
    .filter((issue) => issue.code !== 'custom' || !withUnknown.has(renderPath(issue.path)))
    .flatMap((issue) => describeIssue(issue, data));
}

function describeIssue(issue: z.core.$ZodIssue, data: JsonValue): readonly FileProblem[] {
  const path = renderPath(issue.path);
  const value = valueAt(data, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = listKnownKeys(testCasesFile, data, issue.path);
      return issue.keys.map((key) => ({
        path: renderPath([...issue.path, key]),
        message: describeUnknownKey(key, known),
      }));
    }
    case 'invalid_union':
      return [{ path, message: describeType(value, readOptions(issue)) }];
    case 'invalid_value':
      return [{ path, message: describeChoice(value, issue.values.map(String)) }];
    case 'invalid_type':
      return [{ path, message: describeWrongType(value, issue.expected) }];
    default:
      return [{ path, message: lowerFirst(issue.message) }];
  }
}

function describeUnknownKey(key: string, known: readonly string[]): string {
  const refused = refusedMembers.get(key);
  if (refused !== undefined) return refused;
  return `is unknown${suggest(key, known) ?? `; known here: ${known.join(', ')}`}`;
}

const readOptions = (issue: object): readonly string[] =>
  'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];

function describeType(value: JsonValue | undefined, options: readonly string[]): string {
  if (value === undefined) return `is missing: write one of ${options.join(', ')}`;
  const refused = typeof value === 'string' ? refusedInstructions.get(value) : undefined;
  if (refused !== undefined) return `${describeValue(value)} ${refused}`;
  return describeChoice(value, options);
}

function describeChoice(value: JsonValue | undefined, options: readonly string[]): string {
  if (value === undefined) return `is missing: write one of ${options.join(', ')}`;
  const given = typeof value === 'string' ? value : '';
  const suggestion = suggest(given, options) ?? `: write one of ${options.join(', ')}`;
  return `${describeValue(value)} is not allowed here${suggestion}`;
}

function suggest(name: string, known: readonly string[]): string | undefined {
  const nearest = findNearestName(name, known);
  return nearest === undefined ? undefined : `, did you mean ${nearest}?`;
}

function describeWrongType(value: JsonValue | undefined, expected: string): string {
  const wanted = nameType(expected);
  return value === undefined
    ? `is missing: write ${wanted}`
    : `must be ${wanted}, but is ${describeValue(value)}`;
}

const nameType = (type: string): string => (/^(array|object|int)/.test(type) ? `an ${type}` : `a ${type}`);

const MAX_SHOWN = 60;

function describeValue(value: JsonValue): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = stringifyJson(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}

function valueAt(data: JsonValue, path: readonly PropertyKey[]): JsonValue | undefined {
  let value: JsonValue | undefined = data;
  for (const step of path) {
    if (isJsonObject(value)) value = value[String(step)];
    else if (Array.isArray(value)) value = readItem(value, Number(step));
    else return undefined;
  }
  return value;
}

const readItem = (list: readonly JsonValue[], index: number): JsonValue | undefined => list[index];

const lowerFirst = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

/** A path as JSON tools write it. */
export function renderPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`,
    )
    .join('');
}
