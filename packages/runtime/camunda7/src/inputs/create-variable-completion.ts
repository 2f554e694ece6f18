import { InputError } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, stringifyJson } from '@jobwright/json';
import type { JobHost } from '@jobwright/runtime';
import type { EngineRequests } from '../engine/engine-request.ts';
import type { ExternalTask } from '../engine/external-task.ts';
import type { EngineModels } from '../models/engine-models.ts';
import type { TaskVariables } from '../variables/read-variables.ts';
import { completeInputs } from './complete-inputs.ts';
import { createDeployedInputs } from './deployed-inputs.ts';
import { fetchOuterVariable } from './fetch-outer-variable.ts';
import { fetchVariable } from './fetch-variable.ts';

/** A task, and what has been read of it already. */
export interface TaskToComplete extends TaskVariables {
  readonly task: ExternalTask;
  /** The variables as the JSON text of an object. */
  readonly text: string;
}

/**
 * Completes the variables of a task while its job runs: the JSON text of an object.
 * @throws InputError, ConnectorError or RetryableError, which the job fails with
 */
export type VariableCompletion = (task: TaskToComplete, host: JobHost) => Promise<string>;

export interface VariableCompletionOptions {
  readonly engine: EngineRequests;
  readonly models: EngineModels;
  /** The variables that the connector of a topic reads; empty: all. */
  readonly variablesOf: (topic: string) => readonly string[];
}

/** The extension property that names a variable with further inputs: an object. */
const INPUT_VARIABLE = 'inputVariable';

/**
 * Completes variables where the deployed model says how: inputs with dots in their names, FEEL, empty ones.
 * Objects of classes that are not read here, and variables that an input hides, come from the engine.
 */
export function createVariableCompletion({
  engine,
  models,
  variablesOf,
}: VariableCompletionOptions): VariableCompletion {
  const inputsOf = createDeployedInputs(models);
  return async ({ task, variables, unread, text }, host) => {
    const { signal } = host;
    const inputs = mayHaveInputs(task, { variables, unread }) ? await inputsOf(task, host) : [];
    if (inputs.length === 0 && unread.size === 0 && task.extensionProperties[INPUT_VARIABLE] === undefined)
      return text;
    const fetchUnread = async (name: string) => {
      const className = unread.get(name);
      return className === undefined ? undefined : fetchVariable(engine, task, { name, className, signal });
    };
    const source = {
      variables,
      fetchVariable: fetchUnread,
      fetchOuter: (name: string) => fetchOuterVariable(engine, task, { name, signal }),
    };
    const completed = new Map(Object.entries(await completeInputs(inputs, source, host)));
    const given = new Set(inputs.map(({ name }) => name));
    const wanted = variablesOf(task.topicName);
    for (const name of wanted.length === 0 ? unread.keys() : wanted) {
      const value = completed.has(name) || given.has(name) ? undefined : await fetchUnread(name);
      if (value !== undefined) completed.set(name, value);
    }
    return stringifyJson(withInputVariable(Object.fromEntries(completed), { task, given }));
  };
}

/** Whether the model can say anything about what the task was given. */
function mayHaveInputs(task: ExternalTask, { variables, unread }: TaskVariables): boolean {
  return (
    unread.size > 0 ||
    Object.keys(task.variables).some((name) => name.includes('.')) ||
    Object.values(variables).some((value) => value === null || hasFeel(value))
  );
}

function hasFeel(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('=');
  return typeof value === 'object' && value !== null && Object.values(value).some(hasFeel);
}

/** The inputs of the element count before those of the variable. */
function withInputVariable(
  completed: JsonObject,
  { task, given }: { readonly task: ExternalTask; readonly given: ReadonlySet<string> },
): JsonObject {
  const name = task.extensionProperties[INPUT_VARIABLE]?.trim() ?? '';
  if (name === '') return completed;
  const value = Object.hasOwn(completed, name) ? completed[name] : undefined;
  if (!isJsonObject(value))
    throw new InputError([
      {
        path: `property ${INPUT_VARIABLE}`,
        message: `Expected the name of a variable that is an object, got ${name}`,
      },
    ]);
  const keys = new Set([...given].map((input) => input.split('.', 1)[0] ?? ''));
  const inputs = Object.entries(completed).filter(([key]) => keys.has(key));
  return { ...completed, ...value, ...Object.fromEntries(inputs) };
}
