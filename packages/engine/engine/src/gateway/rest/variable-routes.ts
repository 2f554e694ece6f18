import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { EngineRecords } from '../../core/records/engine-records.ts';
import type { VariableRecord } from '../../core/records/variable-record.ts';
import { notFound } from './problem.ts';
import { pathKey } from './request-schemas.ts';
import { findExactKey } from './search/exact-key.ts';
import {
  describeVariable,
  searchVariables,
  TASK_VARIABLE_FIELDS,
  VARIABLE_FIELDS,
  variableText,
} from './variable-search.ts';

const variablePath = z.object({ variableKey: pathKey('variableKey') });
const taskPath = z.object({ userTaskKey: pathKey('userTaskKey') });

/** The variables that a user task sees, those of inner scopes first. */
function listVisible(records: EngineRecords, params: unknown): readonly VariableRecord[] {
  const { userTaskKey } = taskPath.parse(params);
  const task = records.userTask(userTaskKey);
  if (!task) throw notFound('User Task', userTaskKey);
  const instance = records.processInstance(task.processInstanceKey);
  const outer = new Map(
    (instance?.passages() ?? []).map(({ elementInstanceKey, scopeKey }) => [elementInstanceKey, scopeKey]),
  );
  const scopes: string[] = [];
  for (let key: string | null | undefined = task.elementInstanceKey; key; key = outer.get(key))
    scopes.push(key);
  const variables = records.variables(task.processInstanceKey);
  return scopes.flatMap((scope) => variables.filter(({ scopeKey }) => scopeKey === scope));
}

/** Of variables with the same name only the innermost. */
function listEffective(visible: readonly VariableRecord[]): readonly VariableRecord[] {
  const byName = new Map<string, VariableRecord>();
  for (const variable of visible) if (!byName.has(variable.name)) byName.set(variable.name, variable);
  return [...byName.values()];
}

/** The variable endpoints of the Camunda 8 REST API: search, also of what a user task sees, and get. */
export function addVariableRoutes(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  server.post('/v2/variables/search', (request) =>
    searchVariables(
      VARIABLE_FIELDS,
      records.variables(findExactKey(request.body, 'processInstanceKey')),
      request,
    ),
  );
  server.get('/v2/variables/:variableKey', ({ params }) => {
    const { variableKey } = variablePath.parse(params);
    const record = records.variable(variableKey);
    if (!record) throw notFound('Variable', variableKey);
    return { ...describeVariable(record), value: variableText(record) };
  });
  server.post('/v2/user-tasks/:userTaskKey/variables/search', (request) =>
    searchVariables(TASK_VARIABLE_FIELDS, listVisible(records, request.params), request),
  );
  server.post('/v2/user-tasks/:userTaskKey/effective-variables/search', (request) =>
    searchVariables(TASK_VARIABLE_FIELDS, listEffective(listVisible(records, request.params)), request),
  );
}
