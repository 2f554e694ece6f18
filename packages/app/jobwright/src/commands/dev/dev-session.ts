import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { toErrorMessage } from '@jobwright/concurrency';
import type { Connector } from '@jobwright/connector-sdk';
import type { EngineCore } from '@jobwright/engine';
import { type DevModule, loadDevModule, relativePath } from './load-dev-module.ts';
import type { DevWorkers } from './dev-workers.ts';

/** A running `jobwright dev`, and how it reacts to saved files. */
export interface DevSession {
  /** @throws Error with a one-line message when something cannot be loaded or deployed */
  start(): Promise<void>;
  /**
   * Reloads what the saved files affect. If one has an error, it is printed in one line and the previous
   * version keeps running.
   */
  reload(files: ReadonlySet<string>): Promise<void>;
  files(): readonly string[];
}

export interface DevSessionOptions {
  readonly modules: readonly string[];
  readonly bpmnFiles: readonly string[];
  readonly core: EngineCore;
  readonly workers: DevWorkers;
  /** Other connectors, which are not reloaded. */
  readonly others: readonly Connector[];
  readonly print: (line: string) => void;
}

const RETRIES_AFTER_RELOAD = 1;

export function createDevSession({
  modules,
  bpmnFiles,
  core,
  workers,
  others,
  print,
}: DevSessionOptions): DevSession {
  const loaded = new Map<string, DevModule>();
  const broken = new Set<string>();

  const reloadModules = async (entries: readonly string[]): Promise<void> => {
    const next = new Map(loaded);
    for (const entry of entries) {
      broken.add(entry);
      next.set(entry, await loadDevModule(entry));
    }
    const connectors = listConnectors(next);
    await workers.exchange(connectors);
    for (const entry of entries) broken.delete(entry);
    for (const [entry, module] of next) loaded.set(entry, module);
    print(
      `Reloaded ${entries.map(relativePath).join(', ')}: ${connectors.map(({ type }) => type).join(', ')}`,
    );
    retryIncidents(core, print);
  };

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      print(`Not reloaded, the previous version keeps running: ${firstLine(error)}`);
    }
  };

  return {
    async start() {
      for (const entry of modules) loaded.set(entry, await loadDevModule(entry));
      const connectors = listConnectors(loaded);
      await workers.exchange(connectors);
      const types = new Set([...connectors, ...others].map(({ type }) => type));
      print(`Connectors: ${[...types].join(', ')}`);
      for (const file of bpmnFiles) print(await deploy(core, file));
    },
    async reload(changed) {
      const isChanged = (entry: string): boolean =>
        broken.has(entry) || (loaded.get(entry)?.files.some((file) => changed.has(file)) ?? false);
      const entries = modules.filter(isChanged);
      if (entries.length > 0) await attempt(() => reloadModules(entries));
      for (const file of bpmnFiles.filter((file) => changed.has(file)))
        await attempt(async () => print(await deploy(core, file)));
    },
    files: () => [...new Set([...bpmnFiles, ...[...loaded.values()].flatMap(({ files }) => files)])],
  };
}

function listConnectors(modules: ReadonlyMap<string, DevModule>): readonly Connector[] {
  const connectors = [...modules.values()].flatMap((module) => module.connectors);
  const twice = connectors.find(
    ({ type }, index) => connectors.findIndex((one) => one.type === type) !== index,
  );
  if (twice === undefined) return connectors;
  throw new Error(`Two connectors have the job type ${twice.type}: change one of them`);
}

/** Gives the line that says what was deployed. */
async function deploy(core: EngineCore, file: string): Promise<string> {
  const content = await readFile(file, 'utf8');
  const deployed = await core.deploy({
    resources: [{ name: basename(file), content }],
    tenantId: '<default>',
  });
  if (!deployed.ok)
    throw new Error(`${relativePath(file)} cannot be deployed: ${describeRejection(deployed.rejection)}`);
  const processes = deployed.value.processes.map(
    ({ bpmnProcessId, version }) => `${bpmnProcessId} version ${version}`,
  );
  return `Deployed ${relativePath(file)}: ${processes.join(', ')}`;
}

function retryIncidents(core: EngineCore, print: (line: string) => void): void {
  for (const { key, jobKey, processInstanceKey, elementId } of core.incidents()) {
    if (jobKey !== undefined) core.updateJobRetries({ jobKey, retries: RETRIES_AFTER_RELOAD });
    if (core.resolveIncident(key).ok) print(`Retrying ${elementId} of instance ${processInstanceKey}`);
  }
}

export const firstLine = (error: unknown): string => toErrorMessage(error).split('\n', 1)[0] ?? '';

const describeRejection = ({ reason }: { readonly reason: string }): string =>
  reason.split('\n').slice(1).join(' ').replaceAll(/\s+/g, ' ').trim() || reason;
