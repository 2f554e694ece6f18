import { encodePathSegment } from '@jobwright/http-client';
import type { JsonObject } from '@jobwright/json';
import type { CallBounds, Incident } from '@jobwright/runtime/cluster';
import { z } from 'zod';
import type { EngineVariable } from '../engine/engine-variable.ts';
import type { FindEngineTypes } from '../variables/engine-types.ts';
import type { WrittenVariable } from '../variables/write-variable.ts';
import { toEngineVariable, variableItem, writeGivenVariable } from './engine-values.ts';
import { noAnswer, type OperationCalls } from './operation-calls.ts';

/** Corrects variables that a failed element sees. */
export type CorrectVariables = (
  incident: Incident,
  variables: JsonObject,
  bounds: CallBounds,
) => Promise<void>;

interface CorrectParts {
  readonly calls: OperationCalls;
  readonly findTypes: FindEngineTypes;
}

const variablesOf = z.record(z.string(), variableItem.omit({ name: true }));
const WITH_TYPES = { deserializeValues: false };

/** A variable that the element has of its own is changed there, any other in the process. */
export function createCorrectVariables({ calls, findTypes }: CorrectParts): CorrectVariables {
  return async ({ instanceKey, elementInstanceKey }, variables, bounds) => {
    const ofProcess = `/process-instance/${encodePathSegment(instanceKey, 'key')}/variables`;
    const ofElement =
      elementInstanceKey === undefined || elementInstanceKey === instanceKey
        ? undefined
        : `/execution/${encodePathSegment(elementInstanceKey, 'key')}/localVariables`;
    const read = (path: string) =>
      calls.get({ path, query: WITH_TYPES, schema: variablesOf }, bounds).then(readKnown);
    const own = ofElement === undefined ? new Map<string, EngineVariable>() : await read(ofElement);
    const known = await read(ofProcess);
    const types = await findTypes(bounds);
    const local: Record<string, WrittenVariable> = {};
    const global: Record<string, WrittenVariable> = {};
    for (const [name, value] of Object.entries(variables)) {
      const isOwn = own.has(name);
      const variable = writeGivenVariable(name, value, { types, known: (isOwn ? own : known).get(name) });
      (isOwn ? local : global)[name] = variable;
    }
    for (const [path, modifications] of [
      [ofElement, local],
      [ofProcess, global],
    ] as const) {
      if (path === undefined || Object.keys(modifications).length === 0) continue;
      await calls.send({ method: 'POST', path, body: { modifications }, schema: noAnswer }, bounds);
    }
  };
}

const readKnown = (found: z.output<typeof variablesOf>): ReadonlyMap<string, EngineVariable> =>
  new Map(Object.entries(found).map(([name, item]) => [name, toEngineVariable(item)]));
