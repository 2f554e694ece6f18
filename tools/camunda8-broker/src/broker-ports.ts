import { createServer } from 'node:net';

/** `command` and `internal` are the broker's own; nobody else connects to them. */
export interface BrokerPorts {
  readonly grpc: number;
  readonly rest: number;
  readonly management: number;
  readonly command: number;
  readonly internal: number;
}

/** Fills in free ports of 127.0.0.1 for those not given. */
export async function chooseBrokerPorts(
  given: Partial<Pick<BrokerPorts, 'grpc' | 'rest' | 'management'>>,
): Promise<BrokerPorts> {
  const [grpc, rest, management, command, internal] = await findFreePorts();
  return {
    grpc: given.grpc ?? grpc,
    rest: given.rest ?? rest,
    management: given.management ?? management,
    command,
    internal,
  };
}

/** All are held open until the last is found, so that no port is given twice. */
async function findFreePorts(): Promise<readonly [number, number, number, number, number]> {
  const listen = async () => {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
    return { port: address.port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
  };
  const [a, b, c, d, e] = await Promise.all([listen(), listen(), listen(), listen(), listen()]);
  await Promise.all([a, b, c, d, e].map(({ close }) => close()));
  return [a.port, b.port, c.port, d.port, e.port];
}
