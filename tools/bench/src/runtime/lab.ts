import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '@jobwright/camunda8-broker';
import type { BenchmarkContext } from '../benchmark.ts';
import { type StartedProcess, startProcess } from './child-process.ts';
import { compileWorkers } from './compile-workers.ts';
import { contestants, type Surroundings } from './contestants.ts';
import { type EndpointProcess, startEndpoint } from './endpoint-process.ts';
import { createGatewayClient, type GatewayClient } from './gateway-client.ts';
import { prepareJavaRuntime } from './java-runtime.ts';
import { checkProcessUsage } from './process-usage.ts';
import { toRestProcess } from './rest-process.ts';

/** The broker, the endpoint and the means to start a contestant. */
export interface Lab {
  readonly gateway: GatewayClient;
  readonly managementAddress: string;
  readonly endpoint: EndpointProcess;
  readonly signal: AbortSignal;
  /** Runs `use` while the contestant is there, and stops it whatever happens. */
  withContestant<Result>(name: string, use: (contestant: StartedProcess) => Promise<Result>): Promise<Result>;
}

const BROKER_HEAP = '2g';
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
  const needsJava = options.contestants.some((name) => contestants[name]?.needsJava);
  const javaRuntime = needsJava ? await prepareJavaRuntime(context) : undefined;
  await compileWorkers();
  const logDirectory = await mkdtemp(join(tmpdir(), 'jobwright-bench-'));
  const undo: (() => Promise<void> | void)[] = [() => rm(logDirectory, { recursive: true, force: true })];
  try {
    log('Starting a Camunda 8 broker ...');
    const broker = await startBroker({ heap: BROKER_HEAP, signal });
    undo.push(() => broker.stop());
    const endpoint = await startEndpoint();
    undo.push(() => endpoint.stop());
    const gateway = createGatewayClient(broker.grpcAddress);
    undo.push(() => gateway.close());
    const resource = { name: 'bench-rest.bpmn', content: Buffer.from(toRestProcess()) };
    await gateway.call('DeployResource', { resources: [resource] }, DEPLOY_MS);
    const { managementAddress } = broker;
    const surroundings = {
      cluster: broker,
      environment: toSmallEnvironment(environment),
      javaRuntime,
      profileDirectory: options.profileDirectory,
    };
    const withContestant = createWithContestant({ surroundings, logDirectory, signal });
    return await use({ gateway, managementAddress, endpoint, signal, withContestant });
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

function toSmallEnvironment(environment: BenchmarkContext['environment']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
