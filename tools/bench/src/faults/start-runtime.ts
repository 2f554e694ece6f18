import { join } from 'node:path';
import { commandFile, READY_LINE } from '../runtime/contestants.ts';
import { type StartedProcess, startProcess } from '../runtime/child-process.ts';
import { minimalEnvironment } from '../runtime/minimal-environment.ts';
import type { ScenarioOptions } from './fault-scenario.ts';

export interface RuntimeOptions {
  readonly grpcAddress: string;
  readonly restAddress: string;
  readonly transport: 'grpc' | 'rest';
}

const MAX_JOBS = 64;
let started = 0;

/** `jobwright start` as it was built. Resolves when it is ready; it is stopped at the end. */
export async function startRuntime(
  { environment, directory, onEnd, signal }: ScenarioOptions,
  { grpcAddress, restAddress, transport }: RuntimeOptions,
): Promise<StartedProcess> {
  const name = `runtime-${(started += 1)}`;
  const launch = {
    executable: process.execPath,
    args: [commandFile(), 'start', '--http-port', '0'],
    environment: {
      ...minimalEnvironment(environment),
      ZEEBE_GRPC_ADDRESS: grpcAddress,
      ZEEBE_REST_ADDRESS: restAddress,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      JOBWRIGHT_CLUSTER_TRANSPORT: transport,
      JOBWRIGHT_LOG_LEVEL: 'info',
      JOBWRIGHT_JOBS_MAX_CONCURRENT: String(MAX_JOBS),
    },
    ready: READY_LINE,
  };
  const runtime = startProcess(launch, { name, logFile: join(directory, `${name}.log`), signal });
  onEnd(() => runtime.stop());
  await runtime.ready;
  return runtime;
}
