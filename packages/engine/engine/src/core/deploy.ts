import { createHash } from 'node:crypto';

import type { ProcessGraph } from '../model/graph.ts';
import type { Resource } from '../model/parse-resource.ts';
import type { DeployedProcess, Deployment, Key, Result } from './commands.ts';
import type { Engine } from './engine.ts';
import { type Definition, nextKey } from './engine-state.ts';
import { createExecutable } from './executable.ts';
import { reject, succeed } from './result.ts';
import { closeStartEvents, evaluateStartEvents, openStartEvents } from './start-events.ts';

interface NewProcess {
  readonly resourceName: string;
  readonly checksum: string;
  readonly content: string;
  readonly graph: ProcessGraph;
}

interface ParsedAll {
  readonly reasons: readonly string[];
  readonly processes: readonly NewProcess[];
  readonly warnings: readonly string[];
}

async function parseAll(engine: Engine, resources: readonly Resource[]): Promise<ParsedAll> {
  const reasons: string[] = [];
  const processes: NewProcess[] = [];
  const warnings: string[] = [];
  for (const [index, parsed] of (await engine.parse(resources)).entries()) {
    if (!parsed.ok) {
      reasons.push(parsed.reason);
      continue;
    }
    const { name: resourceName = '', content = '' } = resources[index] ?? {};
    const checksum = createHash('sha256').update(content).digest('hex');
    processes.push(...parsed.graphs.map((graph) => ({ resourceName, checksum, content, graph })));
    warnings.push(...parsed.warnings.map((warning) => `${resourceName}: ${warning}`));
  }
  return { reasons, processes, warnings };
}

function findDuplicate(processes: readonly NewProcess[]): string | undefined {
  const names = new Map<string, string>();
  for (const { graph, resourceName } of processes) {
    const earlier = names.get(graph.id);
    if (earlier !== undefined) return `Duplicated process id in resources '${earlier}' and '${resourceName}'`;
    names.set(graph.id, resourceName);
  }
  return undefined;
}

const toDeployedProcess = (definition: Definition): DeployedProcess => ({
  bpmnProcessId: definition.bpmnProcessId,
  version: definition.version,
  processDefinitionKey: definition.key,
  resourceName: definition.resourceName,
  tenantId: definition.tenantId,
});

function addDefinition(
  engine: Engine,
  { content, ...process }: NewProcess,
  { tenantId, deploymentKey }: { readonly tenantId: string; readonly deploymentKey: Key },
): Definition {
  const bpmnProcessId = process.graph.id;
  const latest = engine.definitionIndex.find({ bpmnProcessId, version: -1, tenantId });
  const version = (latest?.version ?? 0) + 1;
  const definition: Definition = {
    key: nextKey(engine.state),
    bpmnProcessId,
    version,
    tenantId,
    deploymentKey,
    ...process,
  };
  engine.state.definitions.set(definition.key, definition);
  engine.state.resources.set(definition.checksum, content);
  engine.executables.set(definition.key, createExecutable(definition, engine.clock));
  const starts = evaluateStartEvents(engine, definition);
  if (latest) closeStartEvents(engine, latest.key);
  engine.definitionIndex.add(definition);
  if (starts.ok) openStartEvents(engine, definition, starts.value);
  else
    engine.onWarning(
      `A start event of the process '${bpmnProcessId}' does not wait: ${starts.failure.message}`,
    );
  return definition;
}

/** Deploys all resources or none. When none has changed, returns the existing versions. */
export async function deploy(
  engine: Engine,
  { resources, tenantId }: { readonly resources: readonly Resource[]; readonly tenantId: string },
): Promise<Result<Deployment>> {
  if (resources.length === 0)
    return reject('INVALID_ARGUMENT', 'CREATE', 'Expected to deploy at least one resource, but none given');
  const { reasons, processes, warnings } = await parseAll(engine, resources);
  const duplicate = reasons.length > 0 ? undefined : findDuplicate(processes);
  const all = duplicate === undefined ? reasons : [duplicate];
  if (all.length > 0)
    return reject(
      'INVALID_ARGUMENT',
      'CREATE',
      `Expected to deploy new resources, but encountered the following errors:\n${all.join('\n')}`,
    );
  const key = nextKey(engine.state);
  const known = processes.map(({ graph, resourceName, checksum }) => {
    const latest = engine.definitionIndex.find({ bpmnProcessId: graph.id, version: -1, tenantId });
    return latest?.resourceName === resourceName && latest.checksum === checksum ? latest : undefined;
  });
  const unchanged = known.filter((definition) => definition !== undefined);
  const definitions =
    unchanged.length === processes.length
      ? unchanged
      : processes.map((process) => addDefinition(engine, process, { tenantId, deploymentKey: key }));
  warnings.forEach(engine.onWarning);
  return succeed({ key, tenantId, processes: definitions.map(toDeployedProcess) });
}
