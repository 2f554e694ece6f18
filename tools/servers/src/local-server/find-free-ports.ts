import { createServer } from 'node:net';

/**
 * A free port of 127.0.0.1 for each name; all are held open until the last is found, so that none is given
 * twice.
 */
export async function findFreePorts<Name extends string>(
  names: readonly Name[],
): Promise<Readonly<Record<Name, number>>> {
  const held = await Promise.all(names.map(async (name) => ({ name, ...(await holdPort()) })));
  await Promise.all(held.map(({ release }) => release()));
  const ports: Partial<Record<Name, number>> = {};
  for (const { name, port } of held) ports[name] = port;
  if (!isComplete(ports, names)) throw new Error('The system gave no port.');
  return ports;
}

/** One free port of 127.0.0.1. */
export async function findFreePort(): Promise<number> {
  return (await findFreePorts(['port'])).port;
}

const isComplete = <Name extends string>(
  ports: Partial<Record<Name, number>>,
  names: readonly Name[],
): ports is Record<Name, number> => names.every((name) => ports[name] !== undefined);

async function holdPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return { port: address.port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}
