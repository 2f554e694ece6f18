import {
  ConnectorError,
  InputError,
  isConnectorFailure,
  RetryableError,
  toPath,
} from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import { base64, createLink, getJson, getText } from './document-functions.ts';
import { createGithubAppInstallationToken } from './github-app-token.ts';
import { type FunctionContext, type IntrinsicFunction, WrongParameter } from './intrinsic-function.ts';

/** Camunda's marker of a function in an input. */
export const FUNCTION_MARKER = 'camunda.function.type';

const FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map(
  Object.entries({ base64, createGithubAppInstallationToken, createLink, getJson, getText }),
);
/** The limits of one job. */
const MAX_FUNCTIONS = 100;
const MAX_DEPTH = 10;

type Path = readonly PropertyKey[];

/**
 * Replaces Camunda's functions in the inputs of a job by their results; parameters first. Returns the same
 * object when there are none.
 * @throws InputError that names the input; ConnectorError, RetryableError of documents and calls
 */
export async function runIntrinsicFunctions(
  variables: JsonObject,
  context: FunctionContext,
): Promise<JsonObject> {
  const holders = new Set<JsonValue>();
  if (!collectHolders(variables, holders)) return variables;
  let count = 0;

  const resolve = async (value: JsonValue, path: Path, depth: number): Promise<JsonValue> => {
    if (!holders.has(value)) return value;
    if (Array.isArray(value)) {
      const parts: readonly JsonValue[] = value;
      const list: JsonValue[] = [];
      for (const [index, part] of parts.entries()) list.push(await resolve(part, [...path, index], depth));
      return list;
    }
    if (!isJsonObject(value)) return value;
    if (Object.hasOwn(value, FUNCTION_MARKER)) return run(value, path, depth);
    const entries: [string, JsonValue][] = [];
    for (const [name, part] of Object.entries(value)) {
      entries.push([name, await resolve(part, [...path, name], depth)]);
    }
    return Object.fromEntries(entries);
  };

  const run = async (marked: JsonObject, path: Path, depth: number): Promise<JsonValue> => {
    const { name, found, parameters } = readCall(marked, path);
    if (depth >= MAX_DEPTH) throw wrong(path, `functions are nested more than ${MAX_DEPTH} deep`);
    if ((count += 1) > MAX_FUNCTIONS) throw wrong(path, `a job has at most ${MAX_FUNCTIONS} functions`);
    const given: JsonValue[] = [];
    for (const [index, part] of parameters.entries()) {
      given.push(await resolve(part, [...path, 'params', index], depth + 1));
    }
    try {
      return await found.call(given, context);
    } catch (error) {
      throw failureAt(error, { name, path });
    }
  };

  const entries: [string, JsonValue][] = [];
  for (const [name, value] of Object.entries(variables))
    entries.push([name, await resolve(value, [name], 0)]);
  return Object.fromEntries(entries);
}

/** Collects the lists and contexts that contain a function, in one walk. Returns whether this one does. */
function collectHolders(value: JsonValue, holders: Set<JsonValue>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let holds = Object.hasOwn(value, FUNCTION_MARKER);
  const parts: readonly JsonValue[] = Object.values(value);
  for (const part of parts) if (collectHolders(part, holders)) holds = true;
  if (holds) holders.add(value);
  return holds;
}

interface FunctionCall {
  readonly name: string;
  readonly found: IntrinsicFunction;
  readonly parameters: readonly JsonValue[];
}

function readCall(marked: JsonObject, path: Path): FunctionCall {
  const { [FUNCTION_MARKER]: name, params = null } = marked;
  const found = typeof name === 'string' ? FUNCTIONS.get(name) : undefined;
  if (typeof name !== 'string' || found === undefined) {
    const quoted = typeof name === 'string' ? ` "${name.slice(0, 100)}"` : '';
    throw wrong(path, `there is no function${quoted}; there are ${[...FUNCTIONS.keys()].join(', ')}`);
  }
  if (!Array.isArray(params)) throw wrong(path, `the params of ${name} must be a list`);
  const { required, optional } = found;
  if (params.length < required || params.length > required + optional) {
    const expected = optional === 0 ? String(required) : `${required} to ${required + optional}`;
    throw wrong(path, `${name} takes ${expected} params, ${params.length} are given`);
  }
  return { name, found, parameters: params };
}

const wrong = (path: Path, message: string, cause?: unknown): InputError =>
  new InputError([{ path: toPath(path), message }], { cause });

/** The same failure, with its path in the inputs. */
function failureAt(error: unknown, { name, path }: { readonly name: string; readonly path: Path }): unknown {
  if (error instanceof WrongParameter) {
    return wrong([...path, 'params', error.index], `of the function ${name} ${error.message}`, error);
  }
  if (!isConnectorFailure(error)) return error;
  const { code, kind } = error;
  const message = `${toPath(path)}: ${name}: ${error.message}`;
  switch (kind) {
    case 'retryable': {
      const { retryAfterMs } = error;
      return new RetryableError({
        code,
        message,
        cause: error,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      });
    }
    case 'connector':
      return new ConnectorError({ code, message, cause: error });
    case 'input':
    case 'bpmn':
      return error;
  }
}
