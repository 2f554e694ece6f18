import { REST_JOB_TYPE } from '../runtime/rest-process.ts';

/** How the harness configures a worker, by its environment. */
export interface WorkerSettings {
  readonly grpcAddress: string;
  readonly maxJobs: number;
  readonly jobType: string;
  readonly isStreaming: boolean;
}

export function readWorkerSettings(environment: NodeJS.ProcessEnv): WorkerSettings {
  const grpcAddress = environment['BENCH_GRPC_ADDRESS'];
  const maxJobs = Number(environment['BENCH_MAX_JOBS']);
  if (grpcAddress === undefined || !(maxJobs > 0)) {
    throw new Error('BENCH_GRPC_ADDRESS and BENCH_MAX_JOBS are needed');
  }
  return {
    grpcAddress,
    maxJobs,
    jobType: REST_JOB_TYPE,
    isStreaming: environment['BENCH_STREAM'] === 'true',
  };
}

/** The line that the harness waits for. */
export function tellReady(): void {
  process.stderr.write('{"msg":"Ready"}\n');
}
