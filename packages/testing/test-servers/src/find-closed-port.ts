import { createServer } from 'node:net';
import { listen } from './listen.ts';

/** A port on 127.0.0.1 at which nobody listens. */
export async function findClosedPort(): Promise<number> {
  const server = await listen(createServer());
  await server.close();
  return server.port;
}
