import type { InputMapping } from '@jobwright/bpmn-model';
import { InputError, type InputIssue } from '@jobwright/connector-sdk';
import { referencedPaths } from '../expressions/referenced-paths.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';

export interface NullFacts {
  readonly variables: JsonObject;
  /** The input mappings of the job's element; asked for only if an input is null. */
  readonly inputs: () => Promise<readonly InputMapping[]>;
  /** Whether there is a process variable of that name; `undefined` where it is not known. */
  readonly hasVariable: (name: string) => Promise<boolean | undefined>;
}

/**
 * Validates inputs. Of each input that is not valid because it is null, the message says which variables its
 * expression misses.
 * @throws InputError
 */
export async function bindExplained<Bound>(bind: () => Bound, facts: NullFacts): Promise<Bound> {
  try {
    return bind();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { issues } = error;
    if (!issues.some(({ path }) => isNull(facts.variables, path))) throw error;
    const inputs = await facts.inputs();
    const explained: InputIssue[] = [];
    for (const { path, message } of issues) {
      const reason = isNull(facts.variables, path)
        ? await describeNull(path, inputs, facts.hasVariable)
        : undefined;
      explained.push({ path, message: reason === undefined ? message : `${message}. It is null: ${reason}` });
    }
    throw new InputError(explained);
  }
}

async function describeNull(
  path: string,
  inputs: readonly InputMapping[],
  hasVariable: NullFacts['hasVariable'],
): Promise<string | undefined> {
  const mapping = inputs.findLast(({ target }) => path === target || /^[.[]/.test(afterTarget(path, target)));
  if (mapping === undefined || !mapping.source.startsWith('=')) return undefined;
  const read = referencedPaths(mapping.source);
  // A mapping also reads what those before it have set.
  const before = inputs.slice(0, inputs.indexOf(mapping)).map(({ target }) => target.split('.', 1)[0]);
  const missing: string[] = [];
  for (const name of new Set(read.map(([first = '']) => first)))
    if (!before.includes(name) && (await hasVariable(name)) === false) missing.push(name);
  if (missing.length > 0) {
    return missing.length === 1
      ? `there is no variable ${quote(missing)}`
      : `there are no variables ${quote(missing)}`;
  }
  // Below the target of a mapping, any of the names may be the reason.
  const paths = read.map((keys) => keys.join('.'));
  if (paths.length === 0) return undefined;
  return paths.length === 1
    ? `${quote(paths)} does not exist or is null`
    : `one of ${quote(paths)} does not exist or is null`;
}

const MAX_NAMES = 10;
const MAX_NAME_LENGTH = 100;

const quote = (names: readonly string[]): string =>
  names
    .slice(0, MAX_NAMES)
    .map((name) => `\`${name.slice(0, MAX_NAME_LENGTH)}\``)
    .join(', ');

/** What follows the target in a path; empty where the path does not start with it. */
const afterTarget = (path: string, target: string): string =>
  path.startsWith(target) ? path.slice(target.length) : '';

const at = (list: readonly JsonValue[], index: number): JsonValue | undefined => list[index];

/** Whether there is null, or nothing, at a path such as `data.attachments[0]`. */
function isNull(variables: JsonObject, path: string): boolean {
  if (path === '') return false;
  let current: JsonValue | undefined = variables;
  for (const [key] of path.matchAll(/[^.[\]"]+/g)) {
    if (Array.isArray(current)) current = at(current, Number(key));
    else if (isJsonObject(current)) current = Object.hasOwn(current, key) ? current[key] : undefined;
    else return current === null || current === undefined;
  }
  return current === null || current === undefined;
}
