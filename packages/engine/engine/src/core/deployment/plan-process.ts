import type { DeployableProcess } from '../../model/deployable.ts';
import type { DeployedProcess, Key } from '../commands.ts';
import type { Engine } from '../engine.ts';
import { type Definition, nextKey } from '../engine-state.ts';
import { createExecutable } from '../executable.ts';
import { closeStartEvents, openStartEvents } from '../start-events.ts';
import { nextVersion } from '../used-versions.ts';
import type { NewDeployable, PlannedDeployable } from './planned-deployable.ts';
import type { Deployed } from './deployed.ts';

const deployedProcess = (definition: Definition): DeployedProcess => ({
  bpmnProcessId: definition.bpmnProcessId,
  version: definition.version,
  processDefinitionKey: definition.key,
  resourceName: definition.resourceName,
  tenantId: definition.tenantId,
});

function addDefinition(
  engine: Engine,
  { deployable, resourceName, checksum, content, tenantId }: NewDeployable<DeployableProcess>,
  deploymentKey: Key,
): Definition {
  const { graph } = deployable;
  const bpmnProcessId = graph.id;
  const latest = engine.definitionIndex.find({ bpmnProcessId, version: -1, tenantId });
  const version = nextVersion(engine.state, { kind: 'process', tenantId, id: bpmnProcessId }, latest);
  const definition: Definition = {
    key: nextKey(engine.state),
    bpmnProcessId,
    version,
    tenantId,
    deploymentKey,
    resourceName,
    checksum,
    graph,
  };
  engine.state.definitions.set(definition.key, definition);
  engine.state.resources.set(definition.checksum, content);
  engine.executables.set(definition.key, createExecutable(definition, engine.clock));
  if (latest) closeStartEvents(engine, latest.key);
  engine.definitionIndex.add(definition);
  openStartEvents(engine, definition);
  return definition;
}

const deployed = (definition: Definition): readonly Deployed[] => [
  { kind: 'process', process: deployedProcess(definition) },
];

/** A process gets a new version, which also takes over its start events. */
export function planProcess(engine: Engine, wanted: NewDeployable<DeployableProcess>): PlannedDeployable {
  const { deployable, resourceName, checksum, tenantId } = wanted;
  const bpmnProcessId = deployable.graph.id;
  const latest = engine.definitionIndex.find({ bpmnProcessId, version: -1, tenantId });
  const next = nextVersion(engine.state, { kind: 'process', tenantId, id: bpmnProcessId }, latest);
  // After the latest version was deleted, its predecessor is deployed anew even if nothing changed, as in a
  // broker.
  const isUnchanged =
    latest?.resourceName === resourceName && latest.checksum === checksum && latest.version + 1 === next;
  return {
    ids: [
      {
        address: `process ${bpmnProcessId}`,
        duplicateReason: (earlier, later) => `Duplicated process id in resources '${earlier}' and '${later}'`,
      },
    ],
    unchanged: isUnchanged ? deployed(latest) : undefined,
    add: (deploymentKey) => deployed(addDefinition(engine, wanted, deploymentKey)),
  };
}
