import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchmarkContext } from '../benchmark.ts';
import { type StartedProcess, startProcess } from './child-process.ts';
import { compileWorkers } from './compile-workers.ts';
import { contestants, type Surroundings } from './contestants.ts';
import { type EndpointProcess, startEndpoint } from './endpoint-process.ts';
import { createGatewayClient, type GatewayClient } from './gateway-client.ts';
import { prepareJavaRuntime } from './java-runtime.ts';
import { openCluster } from './open-cluster.ts';
import { checkProcessUsage } from './process-usage.ts';
import { renderRestProcess } from './rest-process.ts';

/** The cluster, the endpoint and the means to start a contestant. */
export interface Lab {
  readonly gateway: GatewayClient;
  readonly managementAddress: string;
  readonly endpoint: EndpointProcess;
  /** Those of the chosen ones that run on this machine. */
  readonly contestants: readonly string[];
  readonly signal: AbortSignal;
  /** Runs `use` while the contestant is there, and stops it whatever happens. */
  withContestant<Result>(name: string, use: (contestant: StartedProcess) => Promise<Result>): Promise<Result>;
}

const DEPLOY_MS = 30_000;
/** All that a contestant is given of the environment: no variable of the machine may configure it. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'];

/** Sets everything up, runs `use`, and takes everything down again, also on failure. */
export async function withLab<Result>(
  options: { readonly contestants: readonly string[]; readonly profileDirectory: string | undefined },
  context: BenchmarkContext,
  use: (lab: Lab) => Promise<Result>,
): Promise<Result> {
  const { environment, log, signal } = context;
  checkProcessUsage();
  const needsJava = (name: string): boolean => contestants[name]?.needsJava === true;
  const javaRuntime = options.contestants.some(needsJava) ? await prepareJavaRuntime(context) : undefined;
  const left = options.contestants.filter((name) => javaRuntime !== undefined || !needsJava(name));
  if (left.length === 0) throw new Error('None of the contestants runs on this machine.');
  await compileWorkers();
  const logDirectory = await mkdtemp(join(tmpdir(), 'jobwright-bench-'));
  const undo: (() => Promise<void> | void)[] = [() => rm(logDirectory, { recursive: true, force: true })];
  try {
    const cluster = await openCluster(environment, log);
    undo.push(() => cluster.close());
    const endpoint = await startEndpoint();
    undo.push(() => endpoint.stop());
    const gateway = createGatewayClient(cluster.grpcAddress);
    undo.push(() => gateway.close());
    const resource = { name: 'bench-rest.bpmn', content: Buffer.from(renderRestProcess()) };
    await gateway.call('DeployResource', { resources: [resource] }, DEPLOY_MS);
    const { managementAddress } = cluster;
    const surroundings = {
      cluster,
      environment: minimalEnvironment(environment),
      javaRuntime,
      profileDirectory: options.profileDirectory,
    };
    const withContestant = createWithContestant({ surroundings, logDirectory, signal });
    return await use({ gateway, managementAddress, endpoint, contestants: left, signal, withContestant });
  } finally {
    for (const step of undo.reverse()) {
      try {
        await step();
      } catch (error) {
        log(`Cleaning up: ${String(error)}`);
      }
    }
  }
}

function createWithContestant(options: {
  readonly surroundings: Surroundings;
  readonly logDirectory: string;
  readonly signal: AbortSignal;
}): Lab['withContestant'] {
  const { surroundings, logDirectory, signal } = options;
  return async (name, use) => {
    const contestant = contestants[name];
    if (contestant === undefined) throw new Error(`There is no contestant ${name}.`);
    const launch = await contestant.toLaunch(surroundings);
    const started = startProcess(launch, { name, logFile: join(logDirectory, `${name}.log`), signal });
    try {
      return await use(started);
    } finally {
      await started.stop();
    }
  };
}

function minimalEnvironment(environment: BenchmarkContext['environment']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
