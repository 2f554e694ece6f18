import { createServer, type Socket } from 'node:net';
import { listen, type ListenOptions, type TestServerHandle } from './listen.ts';

/**
 * Starts a server that takes connections and says nothing but what `onSocket` says; without it, one that
 * never answers.
 */
export const startSocketServer = (
  onSocket: (socket: Socket) => void = () => undefined,
  options: ListenOptions = {},
): Promise<TestServerHandle> => listen(createServer(onSocket), options);
