import type { ForgottenDefinition } from '../deployment-records.ts';
import type { Engine } from '../engine.ts';
import type { Definition } from '../engine-state.ts';
import type { Key } from '../key.ts';

/** A version of a process, also one that is deleted while instances of it are remembered. */
export interface DefinitionRecord {
  readonly key: Key;
  readonly bpmnProcessId: string;
  readonly name: string | null;
  readonly version: number;
  readonly versionTag: string | null;
  readonly resourceName: string;
  readonly tenantId: string;
  /** `DRAINING`: deleted, but instances of it still run. */
  readonly state: 'ACTIVE' | 'DRAINING' | 'DELETED';
  readonly isLatest: boolean;
  /** Of the form that starts the process. */
  readonly startFormId: string | null;
}

function findStartFormId({ graph }: Definition): string | null {
  const [root] = graph.nodes;
  const startId = root?.kind === 'scope' ? root.startId : undefined;
  const start = graph.nodes.find(({ id }) => id === startId);
  return (start?.kind === 'start' ? start.formId : undefined) ?? null;
}

const describe = ({ key, bpmnProcessId, version, resourceName, tenantId, graph }: ForgottenDefinition) => ({
  key,
  bpmnProcessId,
  name: graph.name ?? null,
  version,
  versionTag: graph.versionTag ?? null,
  resourceName,
  tenantId,
});

const describeKnown = ({ definitionIndex }: Engine, definition: Definition): DefinitionRecord => ({
  ...describe(definition),
  state: definition.isDraining === true ? 'DRAINING' : 'ACTIVE',
  isLatest: definition.isDraining !== true && definitionIndex.isLatest(definition),
  startFormId: findStartFormId(definition),
});

const describeForgotten = (definition: ForgottenDefinition): DefinitionRecord => ({
  ...describe(definition),
  state: 'DELETED',
  isLatest: false,
  startFormId: null,
});

export function findDefinitionRecord(engine: Engine, key: Key): DefinitionRecord | undefined {
  const { definitions, forgottenDefinitions } = engine.state;
  const definition = definitions.get(key);
  if (definition) return describeKnown(engine, definition);
  const forgotten = forgottenDefinitions.get(key);
  return forgotten && describeForgotten(forgotten);
}

export function listDefinitionRecords(engine: Engine): readonly DefinitionRecord[] {
  const { definitions, forgottenDefinitions } = engine.state;
  return [
    ...[...definitions.values()].map((definition) => describeKnown(engine, definition)),
    ...[...forgottenDefinitions.values()].map(describeForgotten),
  ];
}
