import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '@jobwright/servers/local-server';
import type { Launch } from './child-process.ts';
import { workerFile, type WorkerName } from './compile-workers.ts';
import type { JavaRuntime } from './java-runtime.ts';

/** Jobs at the same time: the same for all, but for `java-image`. */
const MAX_JOBS = 128;

export interface Cluster {
  /** `grpc://host:port` */
  readonly grpcAddress: string;
  readonly restAddress: string;
}

export interface Contestant {
  readonly needsJava: boolean;
  /** A new one for every start. */
  toLaunch(surroundings: Surroundings): Promise<Launch>;
}

export interface Surroundings {
  readonly cluster: Cluster;
  /** What every contestant is given. */
  readonly environment: Readonly<Record<string, string>>;
  readonly javaRuntime: JavaRuntime | undefined;
  /** Where contestants on Node leave a CPU profile when they end. */
  readonly profileDirectory: string | undefined;
}

export const READY_LINE = { kind: 'logLine', pattern: /"msg":"Ready"/ } as const;

export const contestants: Readonly<Record<string, Contestant>> = {
  jobwright: defineJobwright('grpc'),
  'jobwright-rest': defineJobwright('rest'),
  'sdk-worker': defineWorker('sdk-worker'),
  bare: defineWorker('bare-worker'),
  'bare-stream': defineWorker('bare-worker', { BENCH_STREAM: 'true' }),
  java: defineJava({ threads: 64, maxJobs: MAX_JOBS }),
  'java-image': defineJava({ threads: 10, maxJobs: 32 }),
};

/** The command, with jobs over gRPC or REST. */
function defineJobwright(transport: 'grpc' | 'rest'): Contestant {
  return {
    needsJava: false,
    toLaunch: ({ cluster, environment, profileDirectory }) => {
      const cli = commandFile();
      return Promise.resolve({
        executable: process.execPath,
        args: [...profileOptions(profileDirectory), cli, 'start'],
        environment: {
          ...environment,
          ZEEBE_GRPC_ADDRESS: cluster.grpcAddress,
          ZEEBE_REST_ADDRESS: cluster.restAddress,
          CAMUNDA_AUTH_STRATEGY: 'NONE',
          JOBWRIGHT_CLUSTER_TRANSPORT: transport,
          JOBWRIGHT_LOG_LEVEL: 'info',
          JOBWRIGHT_JOBS_MAX_PER_CONNECTOR: String(MAX_JOBS),
          JOBWRIGHT_JOBS_MAX_CONCURRENT: String(MAX_JOBS),
        },
        ready: READY_LINE,
      });
    },
  };
}

function defineWorker(name: WorkerName, own: Readonly<Record<string, string>> = {}): Contestant {
  return {
    needsJava: false,
    toLaunch: ({ cluster, environment, profileDirectory }) =>
      Promise.resolve({
        executable: process.execPath,
        args: [...profileOptions(profileDirectory), workerFile(name)],
        environment: {
          ...environment,
          BENCH_GRPC_ADDRESS: cluster.grpcAddress,
          BENCH_MAX_JOBS: String(MAX_JOBS),
          ...own,
        },
        ready: READY_LINE,
      }),
  };
}

function defineJava({ threads, maxJobs }: { threads: number; maxJobs: number }): Contestant {
  return {
    needsJava: true,
    async toLaunch({ cluster, environment, javaRuntime }) {
      if (javaRuntime === undefined) throw new Error('The Java runtime has not been built');
      const port = await findFreePort();
      const client = {
        'grpc-address': cluster.grpcAddress.replace('grpc:', 'http:'),
        'rest-address': cluster.restAddress,
        'execution-threads': threads,
        'worker.defaults.max-jobs-active': maxJobs,
      };
      const options = Object.entries(client).map(([name, value]) => `--camunda.client.${name}=${value}`);
      return {
        executable: javaRuntime.java.executable,
        args: ['-jar', javaRuntime.jarFile, `--server.port=${port}`, ...options],
        environment,
        ready: { kind: 'http', url: `http://127.0.0.1:${port}/actuator/health/readiness` },
      };
    },
  };
}

/** The built command. @throws Error when it is not built */
export function commandFile(): string {
  const cli = join(import.meta.dirname, '../../../../packages/app/jobwright/dist/cli.js');
  if (existsSync(cli)) return cli;
  throw new Error('The command is not built: run `npx nx run jobwright:build` first.');
}

/** Options of Node, with which it leaves a CPU profile when it ends. */
export function profileOptions(directory: string | undefined): readonly string[] {
  return directory === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${directory}`];
}
