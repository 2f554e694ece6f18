import type { BenchmarkContext } from '../benchmark.ts';
import { type StartedProcess, withProcess } from './child-process.ts';
import { compileWorkers } from './compile-workers.ts';
import { type Cluster, contestants, type Surroundings } from './contestants.ts';
import { type EndpointProcess, startEndpoint } from './endpoint-process.ts';
import { createGatewayClient, type GatewayClient } from './gateway-client.ts';
import { prepareJavaRuntime } from './java-runtime.ts';
import { minimalEnvironment } from './minimal-environment.ts';
import { openCluster } from './open-cluster.ts';
import { checkProcessUsage } from './process-usage.ts';
import { renderRestProcess } from './rest-process.ts';
import { withCleanup } from './with-cleanup.ts';

/** The cluster, the endpoint and the means to start a contestant. */
export interface Lab {
  readonly gateway: GatewayClient;
  readonly cluster: Cluster;
  readonly managementAddress: string;
  readonly endpoint: EndpointProcess;
  /** Those of the chosen ones that run on this machine. */
  readonly contestants: readonly string[];
  readonly signal: AbortSignal;
  /** Runs `use` while the contestant is there, and stops it whatever happens. */
  withContestant<Result>(name: string, use: (contestant: StartedProcess) => Promise<Result>): Promise<Result>;
}

const DEPLOY_MS = 30_000;

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
  return withCleanup(log, async ({ directory, onEnd }) => {
    const cluster = await openCluster(environment, log);
    onEnd(() => cluster.close());
    const endpoint = await startEndpoint();
    onEnd(() => endpoint.stop());
    const gateway = createGatewayClient(cluster.grpcAddress);
    onEnd(() => gateway.close());
    const resource = { name: 'bench-rest.bpmn', content: Buffer.from(renderRestProcess()) };
    await gateway.call('DeployResource', { resources: [resource] }, DEPLOY_MS);
    const { managementAddress } = cluster;
    const surroundings = {
      cluster,
      environment: minimalEnvironment(environment),
      javaRuntime,
      profileDirectory: options.profileDirectory,
    };
    const withContestant = createWithContestant({ surroundings, logDirectory: directory, signal });
    return use({ gateway, cluster, managementAddress, endpoint, contestants: left, signal, withContestant });
  });
}

function createWithContestant(options: {
  readonly surroundings: Surroundings;
  readonly logDirectory: string;
  readonly signal: AbortSignal;
}): Lab['withContestant'] {
  return async (name, use) => {
    const contestant = contestants[name];
    if (contestant === undefined) throw new Error(`There is no contestant ${name}.`);
    return withProcess(await contestant.toLaunch(options.surroundings), { name, ...options }, use);
  };
}
