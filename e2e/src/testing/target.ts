import type { Camunda8 } from '@camunda8/sdk';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import type { NamedCluster } from '@jobwright/servers/test-cluster';
import { inject } from 'vitest';
import { type ClientConfiguration, connectClient, toEnvironment } from './connect-client.ts';
import { type JobsAddress, jobsAddressOf } from './jobs-address.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The cluster that is named, with `--mode camunda8`. */
    readonly camunda8: NamedCluster | undefined;
  }
}

/** The engine a test runs on, reached as any client reaches it. */
export interface Target extends JobsAddress {
  readonly name: 'embedded' | 'camunda8';
  readonly configuration: ClientConfiguration;
  /** The same for a process of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** An unmodified client of @camunda8/sdk. */
  readonly client: ReturnType<Camunda8['getZeebeGrpcApiClient']>;
  readonly restAddress: string;
  /** How many incidents there were since the engine started. */
  countIncidents(): Promise<number>;
  close(): Promise<void>;
}

export async function connectTarget(): Promise<Target> {
  const cluster = inject('camunda8');
  return cluster === undefined ? connectEmbedded(await startEngine()) : connectCamunda8(cluster);
}

function connectEmbedded(engine: EmbeddedEngine): Target {
  const { restAddress } = engine;
  const { camunda8, ...target } = connectClient(toEnvironment(engine));
  return {
    ...target,
    ...jobsAddressOf(target.configuration),
    name: 'embedded',
    restAddress,
    countIncidents: () => Promise.resolve(engine.core.counts().incidentsCreated),
    async close() {
      await camunda8.closeAllClients();
      await engine.close();
    },
  };
}

function connectCamunda8({ variables, restAddress, managementAddress }: NamedCluster): Target {
  const { camunda8, ...target } = connectClient(variables);
  const rest = camunda8.getCamundaRestClient();
  return {
    ...target,
    ...jobsAddressOf(target.configuration),
    name: 'camunda8',
    restAddress,
    async countIncidents() {
      if (managementAddress !== undefined) return readIncidentCount(managementAddress);
      const { page } = await rest.searchIncidents({ filter: {}, page: { from: 0, limit: 1 } });
      return page.totalItems;
    },
    close: () => camunda8.closeAllClients(),
  };
}

/** By the cluster's own counter. */
async function readIncidentCount(managementAddress: string): Promise<number> {
  const url = `${managementAddress}/actuator/prometheus?includedNames=zeebe_incident_events_total`;
  const text = await (await fetch(url)).text();
  const created = text
    .split('\n')
    .filter((line) => line.startsWith('zeebe_incident_events_total{') && line.includes('action="created"'));
  return created.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
