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
  // After its end a connection does not report the reset. Only a write fails, even one without bytes.
  const probe = (): void => void socket.write('');
  const stop = (): void => {
    clearTimeout(timer);
    socket.off('end', probe);
    socket.off('close', onClose);
  };
  const stopIfOpen = (): void => {
    if (response.writableFinished && !socket.destroyed) stop();
  };
  // A late timer runs before the events that have come meanwhile; an immediate runs after them.
  const timer = setTimeout(() => setImmediate(stopIfOpen), RESET_MS).unref();
  // Before the server ends its side too.
  socket.prependListener('end', probe);
  socket.once('close', onClose);
}
