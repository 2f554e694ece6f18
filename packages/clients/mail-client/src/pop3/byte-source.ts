import type { Socket } from 'node:net';

/** Reads a socket by asking: nothing flows, and no time runs, while nobody waits for data. */
export interface ByteSource {
  /** The next bytes, at least one; rejects when the connection ends, fails, or is silent for too long. */
  read(timeoutMs: number): Promise<Buffer>;
  /** Lets go of the socket, e.g. for TLS; what had come already is returned. */
  detach(): Buffer;
}

interface Waiting {
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** @param socket must have no other reader */
export function createByteSource(socket: Socket): ByteSource {
  const chunks: Buffer[] = [];
  let waiting: Waiting | undefined;
  let failure: Error | undefined;

  const settle = (answer: Buffer | Error): void => {
    if (waiting === undefined) return;
    const { resolve, reject, timer } = waiting;
    waiting = undefined;
    clearTimeout(timer);
    if (answer instanceof Error) reject(answer);
    else resolve(answer);
  };
  const onData = (chunk: Buffer): void => {
    socket.pause();
    if (waiting === undefined) chunks.push(chunk);
    else settle(chunk);
  };
  const fail = (error: Error): void => {
    failure ??= error;
    settle(failure);
  };
  const onEnd = (): void => fail(Object.assign(new Error('Closed by the server'), { code: 'ECONNRESET' }));
  socket.pause();
  socket.on('data', onData).on('error', fail).on('end', onEnd).on('close', onEnd);

  return {
    read(timeoutMs) {
      const chunk = chunks.shift();
      if (chunk !== undefined) return Promise.resolve(chunk);
      if (failure !== undefined) return Promise.reject(failure);
      return new Promise<Buffer>((resolve, reject) => {
        const timer = setTimeout(
          () => socket.destroy(Object.assign(new Error('Silent for too long'), { code: 'ETIMEDOUT' })),
          timeoutMs,
        );
        waiting = { resolve, reject, timer };
        socket.resume();
      });
    },
    detach() {
      socket.pause();
      socket.off('data', onData).off('error', fail).off('end', onEnd).off('close', onEnd);
      return Buffer.concat(chunks.splice(0));
    },
  };
}
