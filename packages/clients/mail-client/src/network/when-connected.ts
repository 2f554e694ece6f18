import type { Socket } from 'node:net';
import { TimeoutError, within } from '@jobwright/concurrency';

export interface ConnectOptions {
  /** `connect`, or `secureConnect` where TLS comes first. */
  readonly event: 'connect' | 'secureConnect';
  readonly timeoutMs: number;
}

/**
 * Waits until a socket is connected, and leaves no listener behind. A socket that fails is destroyed.
 * @throws Node's error; TimeoutError with the code `ETIMEDOUT`; Error with the code `ECONNRESET` when the
 * other side closes it before
 */
export async function whenConnected(socket: Socket, { event, timeoutMs }: ConnectOptions): Promise<void> {
  const timeoutError = (): Error => Object.assign(new TimeoutError(timeoutMs), { code: 'ETIMEDOUT' });
  try {
    await within({ timeoutMs, timeoutError }, () => waitFor(event, socket));
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw error;
  }
}

const waitFor = (event: ConnectOptions['event'], socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    const stopListening = (): void =>
      void socket.off(event, onReady).off('error', fail).off('close', onClose);
    const onReady = (): void => {
      stopListening();
      resolve();
    };
    const fail = (error: Error): void => {
      stopListening();
      reject(error);
    };
    const onClose = (): void =>
      fail(Object.assign(new Error('Closed while connecting'), { code: 'ECONNRESET' }));
    socket.once(event, onReady).once('error', fail).once('close', onClose);
  });
