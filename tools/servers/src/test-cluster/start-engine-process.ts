import { fileURLToPath } from 'node:url';
import { findFreePorts, makeServerDirectory, runServer } from '../local-server/index.ts';

/** The embedded engine in a process of its own. */
export interface EngineProcess {
  readonly pid: number;
  /** For `ZEEBE_GRPC_ADDRESS`, e.g. `grpc://127.0.0.1:26500`. */
  readonly grpcAddress: string;
  readonly restAddress: string;
  /** Its counters, as a cluster has them: `/actuator/prometheus`. */
  readonly managementAddress: string;
  stop(): Promise<void>;
}

export interface EngineProcessOptions {
  /** Default: free ones. */
  readonly grpcPort?: number;
  readonly restPort?: number;
  /** Default: nothing is kept. */
  readonly dataDirectory?: string;
}

const program = fileURLToPath(new URL('engine-process.ts', import.meta.url));

/** Starts it and waits until it answers (3 minutes at most); it does not outlive this process. */
export async function startEngineProcess(options: EngineProcessOptions = {}): Promise<EngineProcess> {
  const { dataDirectory, ...wanted } = options;
  const free = await findFreePorts(['grpcPort', 'restPort', 'managementPort']);
  const ports = { ...free, ...wanted };
  const server = await runServer({
    name: 'The embedded engine',
    program: process.execPath,
    args: [
      ...['--conditions=@jobwright/source', '--import', import.meta.resolve('tsx'), program],
      ...['--grpc-port', String(ports.grpcPort)],
      ...['--rest-port', String(ports.restPort)],
      ...['--management-port', String(ports.managementPort)],
      ...(dataDirectory === undefined ? [] : ['--data', dataDirectory]),
    ],
    directory: makeServerDirectory('engine'),
    port: ports.managementPort,
  });
  return {
    pid: server.pid,
    grpcAddress: `grpc://127.0.0.1:${ports.grpcPort}`,
    restAddress: `http://127.0.0.1:${ports.restPort}`,
    managementAddress: `http://127.0.0.1:${ports.managementPort}`,
    stop: () => server.stop(),
  };
}
