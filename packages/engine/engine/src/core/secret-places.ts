import { isJsonList, isJsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import type { ClusterVariableRead, SecretPlace } from '../model/read-secrets.ts';
import type { ClusterVariable } from './cluster-variable-types.ts';
import { listClusterVariables } from './cluster-variables.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';

const NO_PLACES: readonly SecretPlace[] = [];
const REFERENCE = /camunda\.secrets\.([A-Za-z0-9_-]+)/g;

function findRead(
  engine: Engine,
  tenantId: string,
  { scope, name }: ClusterVariableRead,
): ClusterVariable | undefined {
  const find = (tenant: string | null) => listClusterVariables(engine.state, tenant)?.get(name);
  switch (scope) {
    case 'cluster':
      return find(null);
    case 'tenant':
      return find(tenantId);
    case 'env':
      return find(tenantId) ?? find(null);
  }
}

const readPart = (value: JsonValue, part: readonly string[]): JsonValue =>
  part.reduce<JsonValue>(
    (inner, step) => (isJsonObject(inner) && Object.hasOwn(inner, step) ? (inner[step] ?? null) : null),
    value,
  );

/**
 * The references in the texts of a value. One in a list has the place of the list, where it cannot be
 * replaced.
 */
function placesIn(value: JsonValue, path: readonly string[]): readonly SecretPlace[] {
  if (isJsonObject(value))
    return Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]));
  const text = typeof value === 'string' ? value : isJsonList(value) ? stringifyJson(value) : '';
  const names = [...text.matchAll(REFERENCE)].map(([, name = '']) => name);
  return names.length === 0 ? [] : [{ path, names: [...new Set(names)] }];
}

/**
 * Where the variables of an element hold secrets: those its input mappings name, and those of the cluster
 * variables they read.
 */
export function listSecretPlaces(engine: Engine, instance: ElementInstance): readonly SecretPlace[] {
  const { node, definition } = getExecutable(engine, instance);
  const { secrets = NO_PLACES, variableReads } = node(instance.elementId);
  if (!variableReads) return secrets;
  const ofVariables = variableReads.flatMap((read) => {
    const variable = findRead(engine, definition.tenantId, read);
    return variable?.kind === 'SECRET_REFERENCE'
      ? placesIn(readPart(variable.value, read.part), read.path)
      : [];
  });
  return [...secrets, ...ofVariables];
}
