import { toErrorMessage } from '@jobwright/concurrency';
import type { EngineCore } from '@jobwright/engine';
import { isJsonObject, type JsonObject, parseJson } from '@jobwright/json';
import type { Terminal } from '../../command-line/terminal.ts';
import type { Completions } from './read-completions.ts';

/** Completes the user tasks of a run. */
export interface UserTasks {
  /**
   * Completes the tasks that wait now, as given or as a person says. Gives the element ids of those that
   * nobody completes.
   */
  complete(): Promise<readonly string[]>;
}

export interface UserTasksOptions {
  readonly completions: Completions;
  /** Who is asked about a task that has no completion. Default: nobody. */
  readonly terminal: Terminal | undefined;
  readonly signal: AbortSignal;
}

/** The job type of user tasks that are done by a worker. */
export const USER_TASK_JOB = 'io.camunda.zeebe:userTask';

interface WaitingTask {
  readonly key: string;
  readonly elementId: string;
  readonly complete: (variables: JsonObject) => { readonly ok: boolean };
}

export function createUserTasks(core: EngineCore, options: UserTasksOptions): UserTasks {
  const used = new Map<string, number>();
  const done = new Set<string>();

  const listTasks = (): readonly WaitingTask[] => [
    ...core.userTasks().map(({ key, elementId }) => ({
      ...{ key, elementId },
      complete: (variables: JsonObject) => core.completeUserTask({ userTaskKey: key, variables }),
    })),
    ...core
      .jobs()
      .filter(({ type, state }) => type === USER_TASK_JOB && state === 'ACTIVATABLE')
      .map(({ key, elementId }) => ({
        ...{ key, elementId },
        complete: (variables: JsonObject) => core.completeJob({ jobKey: key, variables }),
      })),
  ];

  /** Several completions of a task are used in turn, the last one for all further times. */
  const nextGiven = (elementId: string): JsonObject | undefined => {
    const given = options.completions.get(elementId);
    if (given === undefined) return undefined;
    const turn = used.get(elementId) ?? 0;
    used.set(elementId, turn + 1);
    return given[Math.min(turn, given.length - 1)];
  };

  return {
    async complete() {
      const left: string[] = [];
      for (const task of listTasks()) {
        if (done.has(task.key)) continue;
        const variables = nextGiven(task.elementId) ?? (await askVariables(task.elementId, options));
        if (variables === undefined) left.push(task.elementId);
        else if (task.complete(variables).ok) done.add(task.key);
      }
      return left;
    },
  };
}

async function askVariables(
  elementId: string,
  { terminal, signal }: UserTasksOptions,
): Promise<JsonObject | undefined> {
  if (terminal?.ask === undefined) return undefined;
  for (;;) {
    const question = `User task ${elementId}: its variables as JSON, or Enter for none: `;
    const answer = (await terminal.ask(question, signal)).trim();
    if (answer === '') return {};
    try {
      const variables = parseJson(answer);
      if (isJsonObject(variables)) return variables;
      terminal.say('Expected a JSON object, e.g. {"ok": true}');
    } catch (error) {
      terminal.say(`This is not JSON: ${toErrorMessage(error)}`);
    }
  }
}
