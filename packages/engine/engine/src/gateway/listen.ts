import type { Server } from 'node:net';

/**
 * Listens, and says on which port.
 * @throws Error of the socket when the port is not available.
 */
export function listen(
  listener: Server,
  address: { readonly host: string; readonly port: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(address, () => {
      const bound = listener.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : address.port);
    });
  });
}
