import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const heads = new WeakMap<object, ResponseHead>();
let isSubscribed = false;

/**
 * Lets an unasked `100 Continue` pass (RFC 9110, 15.2), for which undici closes the connection, so that a
 * request that was carried out looks lost. To undici it becomes a `102`, which it passes over, as all others
 * of 100 to 199.
 */
export function passContinue(socket: Socket): void {
  if (!isSubscribed) subscribe('undici:client:sendHeaders', onRequest);
  isSubscribed = true;
  const head = new ResponseHead();
  heads.set(socket, head);
  const read = socket.read.bind(socket);
  socket.read = (size) => {
    const chunk: unknown = read(size);
    if (head.isAwaited && chunk instanceof Uint8Array) head.look(chunk);
    return chunk;
  };
}

/** What comes next on the connection begins with a status line. */
function onRequest(message: unknown): void {
  const socket = typeof message === 'object' && message !== null && 'socket' in message && message.socket;
  if (typeof socket === 'object' && socket !== null) heads.get(socket)?.await();
}

const [CARRIAGE_RETURN, LINE_FEED, ZERO] = [0x0d, 0x0a, 0x30];
/** After `HTTP/1.1 ` and three digits. */
const STATUS_END = 12;
const STATUS_DIGITS = 3;

/** Looks at the bytes from a request on, until the response that is not an interim one begins. */
class ResponseHead {
  isAwaited = false;
  /** In the status line; the rest of the head after the status is skipped. */
  private position = 0;
  private status = 0;
  /** Whether the line is empty so far. */
  private isEmptyLine = false;

  await(): void {
    this.isAwaited = true;
    this.begin();
  }

  look(bytes: Uint8Array): void {
    for (let index = 0; index < bytes.length && this.isAwaited; index += 1) {
      const byte = bytes[index] ?? 0;
      if (this.position < STATUS_END) {
        this.readStatus(byte);
        if (this.status === 100) bytes[index] = ZERO + 2;
      } else if (byte !== LINE_FEED) this.isEmptyLine &&= byte === CARRIAGE_RETURN;
      else if (this.isEmptyLine) this.begin();
      else this.isEmptyLine = true;
    }
  }

  private begin(): void {
    this.position = 0;
    this.status = 0;
    this.isEmptyLine = false;
  }

  private readStatus(byte: number): void {
    // Some servers add a line break after a body.
    if (this.position === 0 && (byte === CARRIAGE_RETURN || byte === LINE_FEED)) return;
    if (this.position >= STATUS_END - STATUS_DIGITS) this.status = this.status * 10 + byte - ZERO;
    this.position += 1;
    if (this.position < STATUS_END) return;
    const isInterim = this.status >= 100 && this.status < 200 && this.status !== 101;
    this.isAwaited = isInterim;
  }
}
