import type { JsonObject } from '@jobwright/json';
import { wrongInputError } from '../../command-line/command-error.ts';
import { readVariables } from '../../command-line/read-variables.ts';
import { findNearestName } from '@jobwright/text-values';

/** Variables to complete user tasks with, by the element id of the task. Several are used in turn. */
export type Completions = ReadonlyMap<string, readonly JsonObject[]>;

const USER_TASK = /<(?:[\w.-]+:)?userTask\b[^>]*?\bid=["']([^"']+)["']/g;

/**
 * Reads the values of `--complete`: the id of a user task, and its variables behind `=`, as JSON or `@` and a
 * path.
 * @throws CommandError that names the user tasks that there are
 */
export async function readCompletions(
  options: readonly string[],
  contents: readonly string[],
): Promise<Completions> {
  const known = [
    ...new Set(contents.flatMap((xml) => [...xml.matchAll(USER_TASK)].map(([, id = '']) => id))),
  ];
  const completions = new Map<string, JsonObject[]>();
  for (const option of options) {
    const [id = ''] = option.split('=', 1);
    if (!known.includes(id)) throw unknownTaskError(id, known);
    const text = option.slice(id.length + 1).trim();
    const variables = text === '' ? {} : await readVariables(text, `--complete ${id}`);
    completions.set(id, [...(completions.get(id) ?? []), variables]);
  }
  return completions;
}

function unknownTaskError(id: string, known: readonly string[]): Error {
  if (known.length === 0) return wrongInputError(`--complete ${id}: the process has no user task`);
  const nearest = findNearestName(id, known);
  const hint = nearest === undefined ? `choose from ${known.join(', ')}` : `did you mean ${nearest}?`;
  return wrongInputError(`--complete ${id}: there is no such user task: ${hint}`);
}
