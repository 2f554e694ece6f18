import { toError } from '@jobwright/concurrency';
import { Readable } from 'node:stream';

/**
 * Lets a message through, but its end only once `beforeEnd` resolves. After the end comes the line with the
 * dot, by which the server takes the mail over (RFC 5321, 4.1.1.4): a message that fails before is dropped.
 * Nothing is read ahead, so that the message begins when the server has asked for it, and `beforeEnd` is
 * called when the system has taken all that comes before.
 */
export function createEndGate(openMessage: () => Readable, beforeEnd: () => Promise<void>): Readable {
  return Readable.from(passOn(openMessage, beforeEnd), { objectMode: false, highWaterMark: 0 });
}

async function* passOn(
  openMessage: () => AsyncIterable<Buffer>,
  beforeEnd: () => Promise<void>,
): AsyncGenerator<Buffer> {
  yield* openMessage();
  await beforeEnd();
}

/** The same for a message that is in memory. */
export function createMemoryGate(message: Buffer, beforeEnd: () => Promise<void>): Readable {
  let isOut = false;
  return new Readable({
    highWaterMark: 0,
    read() {
      if (!isOut) {
        isOut = true;
        this.push(message);
        return;
      }
      beforeEnd().then(
        () => this.push(null),
        (error: unknown) => this.destroy(toError(error)),
      );
    },
  });
}
