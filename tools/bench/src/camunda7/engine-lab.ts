import { setTimeout as sleep } from 'node:timers/promises';
import { startLoadBalancer } from '@jobwright/servers/load-balancer';
import {
  createEngineCaller,
  deployFiles,
  type EngineCall,
  postgresDatabase,
  startOperaton,
} from '@jobwright/servers/operaton';
import { startPostgres } from '@jobwright/servers/sql-server';
import type { BenchmarkContext } from '../benchmark.ts';
import { type StartedProcess, withProcess } from '../runtime/child-process.ts';
import { type EndpointProcess, startEndpoint } from '../runtime/endpoint-process.ts';
import { minimalEnvironment } from '../runtime/minimal-environment.ts';
import { readProcessUsage } from '../runtime/process-usage.ts';
import { withCleanup } from '../runtime/with-cleanup.ts';
import { LONG_POLL_MS } from '../workers/external-task-settings.ts';
import { contestants } from './contestants.ts';
import { renderOrderProcess } from './order-process.ts';

/** An engine, the endpoint and the means to start a contestant. */
export interface EngineLab {
  /** Of each node. */
  readonly calls: readonly [EngineCall, ...EngineCall[]];
  readonly endpoint: EndpointProcess;
  readonly signal: AbortSignal;
  /** Of all nodes and their database, since they started. */
  readonly readServerCpuMs: () => number;
  /** Runs `use` while the contestant is there, and stops it whatever happens. */
  withContestant<Result>(name: string, use: (contestant: StartedProcess) => Promise<Result>): Promise<Result>;
}

export interface EngineLabOptions {
  /** Of the engine, on one PostgreSQL; two are behind a load balancer. */
  readonly nodes: number;
  readonly profileDirectory: string | undefined;
}

const SLACK_MS = 500;

/** Sets everything up, runs `use`, and takes everything down again, also on failure. */
export function withEngineLab<Result>(
  { nodes: nodeCount, profileDirectory }: EngineLabOptions,
  { environment, log, signal }: BenchmarkContext,
  use: (lab: EngineLab) => Promise<Result>,
): Promise<Result> {
  return withCleanup(log, async ({ directory, onEnd }) => {
    log(`Starting ${nodeCount} of Operaton on PostgreSQL ...`);
    const postgres = await startPostgres();
    onEnd(() => postgres.stop());
    const startNode = async () => {
      const node = await startOperaton({ environment, log, database: postgresDatabase(postgres.url) });
      onEnd(() => node.stop());
      return node;
    };
    // One after the other: the first creates the tables.
    const first = await startNode();
    const nodes = nodeCount === 1 ? [first] : [first, await startNode()];
    const balancer = await startLoadBalancer(nodes.map(({ url }) => new URL(url).host));
    onEnd(() => balancer.close());
    const endpoint = await startEndpoint();
    onEnd(() => endpoint.stop());
    const call = createEngineCaller(first.url);
    await deployFiles(call, [{ name: 'bench-order.bpmn', content: renderOrderProcess() }]);
    const surroundings = {
      engineUrl: nodeCount === 1 ? first.url : first.url.replace(new URL(first.url).host, balancer.address),
      environment: minimalEnvironment(environment),
      profileDirectory,
    };
    return use({
      calls: [call, ...nodes.slice(1).map(({ url }) => createEngineCaller(url))],
      endpoint,
      signal,
      readServerCpuMs: () =>
        [...nodes, postgres].reduce((total, { pid }) => total + readProcessUsage(pid).cpuMs, 0),
      async withContestant(name, work) {
        const launch = contestants[name]?.(surroundings);
        if (launch === undefined) throw new Error(`There is no contestant ${name}.`);
        const result = await withProcess(launch, { name, logDirectory: directory, signal }, work);
        // The engine goes on with the poll of a process that has ended, and locks tasks for it.
        await sleep(LONG_POLL_MS + SLACK_MS, undefined, { signal });
        return result;
      },
    });
  });
}
