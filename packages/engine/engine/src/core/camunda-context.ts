import { CAMUNDA } from './camunda-name.ts';
import type { VariableReference } from '@jobwright/feel';
import type { JsonObject, JsonValue } from '@jobwright/json';
import { listClusterVariables } from './cluster-variables.ts';
import { type Engine, getExecutable } from './engine.ts';
import { placeholderOf } from './secret-placeholder.ts';
import type { ElementInstance } from './engine-state.ts';

type References = readonly VariableReference[];
type Evaluated = Pick<ElementInstance, 'definitionKey'> &
  Partial<Pick<ElementInstance, 'processInstanceKey'>>;

/** What the references want below a path: some names, all of them, or nothing. */
function wantedBelow(references: References, path: readonly string[]): ReadonlySet<string> | 'all' {
  const wanted = new Set<string>();
  for (const { path: steps } of references) {
    if (!path.every((step, index) => steps[index] === undefined || steps[index] === step)) continue;
    const name = steps[path.length];
    if (name === undefined) return 'all';
    wanted.add(name);
  }
  return wanted;
}

function readScope(engine: Engine, tenantId: string | null, wanted: ReadonlySet<string> | 'all'): JsonObject {
  const variables = listClusterVariables(engine.state, tenantId);
  if (!variables) return {};
  const names = wanted === 'all' ? [...variables.keys()] : [...wanted];
  return Object.fromEntries(
    names.flatMap((name) => {
      const variable = variables.get(name);
      return variable ? [[name, variable.value] as const] : [];
    }),
  );
}

function readClusterVariables(engine: Engine, tenantId: string, references: References): JsonObject {
  const read = (scope: string, tenant: string | null): JsonObject =>
    readScope(engine, tenant, wantedBelow(references, [CAMUNDA, 'vars', scope]));
  return {
    cluster: read('cluster', null),
    tenant: read('tenant', tenantId),
    env: { ...read('env', null), ...read('env', tenantId) },
  };
}

function describeInstance(engine: Engine, key: string | undefined): JsonValue {
  const root = key === undefined ? undefined : engine.state.elementInstances.get(key);
  return root ? { key: Number(root.key), businessId: root.businessId ?? null } : null;
}

/** The names of the secrets that the references name. */
export const listSecrets = (references: References): readonly string[] =>
  references.flatMap(({ path: [first, second, name, further] }) =>
    first === CAMUNDA && second === 'secrets' && name !== undefined && further === undefined ? [name] : [],
  );

/** Each secret the references name as its placeholder; the values come when the job is activated. */
const describeSecrets = (references: References): JsonObject =>
  Object.fromEntries(listSecrets(references).map((name) => [name, placeholderOf(name)]));

/** `camunda` as an expression of a tenant sees it, with no more than it names. */
export const describeCamunda = (
  engine: Engine,
  {
    references,
    tenantId,
    processInstanceKey,
    isInput,
  }: {
    readonly references: References;
    readonly tenantId: string;
    readonly processInstanceKey: string | undefined;
    readonly isInput: boolean;
  },
): JsonObject => ({
  processInstance: describeInstance(engine, processInstanceKey),
  vars: readClusterVariables(engine, tenantId, references),
  ...(isInput && { secrets: describeSecrets(references) }),
});

/** `camunda` as an expression sees it, with no more than it names. Only input mappings know secrets. */
export function buildCamundaContext(
  engine: Engine,
  instance: Evaluated,
  { references, isInput }: { readonly references: References; readonly isInput: boolean },
): JsonObject {
  const { tenantId } = getExecutable(engine, instance).definition;
  const { processInstanceKey } = instance;
  return describeCamunda(engine, { references, tenantId, processInstanceKey, isInput });
}
