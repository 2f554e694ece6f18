import type { ServerResponse } from 'node:http';

/**
 * A client that closed its connection before it read an answer resets the connection as soon as the answer
 * arrives.
 */
const RESET_MS = 100;

/**
 * Calls back once if the client does not read the answer that is sent next: its connection ends before, or is
 * reset by it.
 */
export function onUndelivered(response: ServerResponse, callback: () => void): void {
  const { socket } = response;
  if (socket === null || socket.destroyed) {
    callback();
    return;
  }
  const onClose = (hadError: boolean): void => {
    stop();
    if (hadError || !response.writableFinished) callback();
  };
  const stop = (): void => {
    clearTimeout(timer);
    socket.off('close', onClose);
  };
  const timer = setTimeout(() => response.writableFinished && stop(), RESET_MS).unref();
  socket.once('close', onClose);
}
