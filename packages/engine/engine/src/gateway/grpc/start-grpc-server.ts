import { createServer, type Socket } from 'node:net';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { listen } from '../listen.ts';
import type { GrpcServer, GrpcServerOptions } from './grpc-server.ts';

export interface RunningGrpcServer {
  readonly port: number;
  /** Frees the port and ends all calls, within seconds. */
  close(): Promise<void>;
}

/**
 * Listens for gRPC clients. What serves them is loaded with the first connection: it takes longer to load
 * than the rest of the engine.
 * @throws Error of the socket when the port is not available.
 */
export async function startGrpcServer({
  host,
  port,
  onWarning,
  ...options
}: Omit<GrpcServerOptions, 'address'> & {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly onWarning: (warning: string) => void;
}): Promise<RunningGrpcServer> {
  let loading: Promise<GrpcServer> | undefined;
  const address = { host, port };
  const load = async (): Promise<GrpcServer> => {
    const { createGrpcServer } = await import('./grpc-server.ts');
    return createGrpcServer({ ...options, address: () => address });
  };
  const serve = async (connection: Socket): Promise<void> => {
    try {
      (await (loading ??= load())).serve(connection);
    } catch (error) {
      onWarning(`The gRPC gateway could not be loaded: ${toErrorMessage(error)}`);
      connection.destroy();
    }
  };
  const listener = createServer((connection) => {
    connection.on('error', () => connection.destroy());
    void serve(connection);
  });
  address.port = await listen(listener, address);
  return {
    port: address.port,
    async close() {
      listener.close();
      await loading?.then(
        (server) => server.close(),
        () => undefined,
      );
    },
  };
}
