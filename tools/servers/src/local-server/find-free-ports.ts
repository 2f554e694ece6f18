import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to clients and to servers without a port of their own. */
const PORTS = { from: 20_000, to: 32_768 } as const;
const ATTEMPTS = 100;

/**
 * A free port of 127.0.0.1 for each name; all are held open until the last is found, so that none is given
 * twice. The system gives none of them to others before they are used, which takes an engine ten seconds.
 * @throws Error when none is found
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

interface HeldPort {
  readonly port: number;
  readonly release: () => Promise<void>;
}

async function holdPort(): Promise<HeldPort> {
  for (let attempt = 1; ; attempt += 1) {
    const port = randomInt(PORTS.from, PORTS.to);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch (error) {
      if (attempt < ATTEMPTS) continue;
      throw new Error('No free port was found.', { cause: error });
    }
    return { port, release: () => new Promise((resolve) => server.close(() => resolve())) };
  }
}
