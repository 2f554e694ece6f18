import type { JsonObject, JsonValue } from '@jobwright/json';
import { fileReference, isStoredDocument } from '../documents/file-reference.ts';
import type { ExternalTask } from '../engine/external-task.ts';
import { readVariable } from './read-variable.ts';

/** The variables of a task as a connector sees them. */
export interface TaskVariables {
  readonly variables: JsonObject;
  /** The classes of objects that only the engine can give as JSON, by the names of their variables. */
  readonly unread: ReadonlyMap<string, string>;
}

/** Reads all variables that a task sees. Files become references to documents. */
export function readVariables(
  task: Pick<ExternalTask, 'variables' | 'executionId' | 'processInstanceId'>,
): TaskVariables {
  const unread = new Map<string, string>();
  const read: (readonly [string, JsonValue])[] = [];
  for (const [name, variable] of Object.entries(task.variables)) {
    if (isStoredDocument(name)) continue;
    const found = readVariable(variable);
    switch (found.kind) {
      case 'value':
        read.push([name, found.value]);
        break;
      case 'file':
        read.push([name, fileReference(task, { name, ...found })]);
        break;
      case 'unread':
        unread.set(name, found.className);
        break;
    }
  }
  return { variables: Object.fromEntries(read), unread };
}
