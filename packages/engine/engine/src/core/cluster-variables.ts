import type {
  ClusterVariable,
  ClusterVariableKind,
  ClusterVariableName,
  ClusterVariableScope,
  CreateClusterVariableCommand,
  SetClusterVariableCommand,
} from './cluster-variable-types.ts';
import type { EngineState } from './engine-state.ts';
import { reject, succeed } from './result.ts';
import type { Result } from './commands.ts';

const MAX_NAME_LENGTH = 256;

const scopeKey = (tenantId: string | null): string => tenantId ?? '';

/** The variables of a scope, without the other one. */
export function listClusterVariables(
  state: EngineState,
  tenantId: string | null,
): ReadonlyMap<string, ClusterVariable> | undefined {
  return state.clusterVariables.get(scopeKey(tenantId));
}

const tenantOf = (scope: ClusterVariableScope): string | null =>
  scope.scope === 'TENANT' ? scope.tenantId : null;

const describeScope = (scope: ClusterVariableScope): string =>
  scope.scope === 'TENANT' ? `tenant: '${scope.tenantId}'` : 'GLOBAL';

function findNameMistake(name: string): string | undefined {
  if (name === '') return 'Cluster variable can not be null or empty.';
  if (/\s/.test(name)) return 'The name must not contains any whitespace.';
  return name.length > MAX_NAME_LENGTH
    ? `The name must not be longer than ${MAX_NAME_LENGTH} characters.`
    : undefined;
}

export function findClusterVariable(
  state: EngineState,
  variable: ClusterVariableName,
): ClusterVariable | undefined {
  return listClusterVariables(state, tenantOf(variable))?.get(variable.name);
}

function rejectMissing(intent: string, variable: ClusterVariableName) {
  return reject(
    'NOT_FOUND',
    intent,
    `Invalid cluster variable name: '${variable.name}'. The variable does not exist in the scope '${describeScope(variable)}'`,
  );
}

function put(
  state: EngineState,
  command: SetClusterVariableCommand,
  kind: ClusterVariableKind,
): ClusterVariable {
  const tenantId = tenantOf(command);
  const { name, value, metadata = {} } = command;
  const variable: ClusterVariable = { name, value, metadata, kind, tenantId };
  const known = state.clusterVariables.get(scopeKey(tenantId)) ?? new Map<string, ClusterVariable>();
  state.clusterVariables.set(scopeKey(tenantId), known.set(name, variable));
  return variable;
}

export function createClusterVariable(
  state: EngineState,
  command: CreateClusterVariableCommand,
): Result<ClusterVariable> {
  const { name } = command;
  const mistake = findNameMistake(name);
  if (mistake !== undefined)
    return reject('INVALID_ARGUMENT', 'CREATE', `Invalid cluster variable name: '${name}'. ${mistake}`);
  if (findClusterVariable(state, command))
    return reject(
      'ALREADY_EXISTS',
      'CREATE',
      `Invalid cluster variable name: '${name}'. The name already exists in the scope '${describeScope(command)}'`,
    );
  return succeed(put(state, command, command.kind ?? 'JSON'));
}

export function updateClusterVariable(
  state: EngineState,
  command: SetClusterVariableCommand,
): Result<ClusterVariable> {
  const known = findClusterVariable(state, command);
  return known ? succeed(put(state, command, known.kind)) : rejectMissing('UPDATE', command);
}

export function deleteClusterVariable(state: EngineState, command: ClusterVariableName): Result<void> {
  const isDeleted = state.clusterVariables.get(scopeKey(tenantOf(command)))?.delete(command.name) === true;
  return isDeleted ? succeed(undefined) : rejectMissing('DELETE', command);
}

/** Of a snapshot. */
export function restoreClusterVariables(
  variables: readonly ClusterVariable[],
): Map<string, Map<string, ClusterVariable>> {
  const scopes = new Map<string, Map<string, ClusterVariable>>();
  for (const variable of variables) {
    const key = scopeKey(variable.tenantId);
    scopes.set(key, (scopes.get(key) ?? new Map<string, ClusterVariable>()).set(variable.name, variable));
  }
  return scopes;
}
