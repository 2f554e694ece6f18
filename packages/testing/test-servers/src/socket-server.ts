import { createServer, type Socket } from 'node:net';
import { listen, type ServerOptions, type TestServerHandle } from './listen.ts';

/** A server that takes connections and says nothing but what `onSocket` says; without it, one that never answers. */
export const startSocketServer = (
  onSocket: (socket: Socket) => void = () => undefined,
  options: ServerOptions = {},
): Promise<TestServerHandle> => listen(createServer(onSocket), options);
