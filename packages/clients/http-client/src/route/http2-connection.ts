import { connect, type Settings } from 'node:http2';
import type { Socket } from 'node:net';
import type { Dispatch } from './dispatch.ts';
import { sendOverStream } from './http2-stream.ts';
import { MAX_HEADER_BYTES } from './origin-pool.ts';

/** One connection that many requests share. */
export interface Http2Connection {
  readonly hasRoom: boolean;
  /** Its server has not told yet how many requests it takes at a time. */
  readonly isSettling: boolean;
  send(dispatch: Dispatch): void;
  destroy(error: Error): void;
}

export interface Http2ConnectionEvents {
  /** There may be room for another request. */
  onRoom(): void;
  /** Takes no more requests. */
  onClose(): void;
  /** The server has not looked at the request: it may be sent again. */
  onRefused(dispatch: Dispatch): void;
}

/** For servers that tell no limit: the least that RFC 9113 recommends. */
const DEFAULT_STREAMS = 100;
/** How much a stream, and all together, may send ahead of who reads it. */
const STREAM_WINDOW_BYTES = 256 * 1024;
const CONNECTION_WINDOW_BYTES = 4 * 1024 * 1024;
/** Of one response. Each takes at least 33 bytes (RFC 7541, 4.1), so that they are too large before they are too many. */
const MAX_HEADERS = 8_000;
/** Servers and what is on the way forget idle connections after a minute at the earliest. */
const IDLE_MS = 30_000;

export function createHttp2Connection(
  origin: string,
  socket: Socket,
  events: Http2ConnectionEvents,
): Http2Connection {
  const session = connect(origin, {
    createConnection: () => socket,
    settings: {
      enablePush: false,
      initialWindowSize: STREAM_WINDOW_BYTES,
      maxHeaderListSize: MAX_HEADER_BYTES,
    },
    maxHeaderListPairs: MAX_HEADERS,
  });
  let streams = 0;
  /** One until the server has told its limit: more might be refused. */
  let maxStreams = 1;
  let isSettled = false;
  let isRetired = false;
  let idleTimer: NodeJS.Timeout | undefined;
  const retire = (): void => {
    if (isRetired) return;
    isRetired = true;
    events.onClose();
  };
  const rest = (): void => {
    session.unref();
    idleTimer = setTimeout(() => session.close(), IDLE_MS).unref();
  };
  session.on('connect', () => session.setLocalWindowSize(CONNECTION_WINDOW_BYTES));
  session.on('remoteSettings', ({ maxConcurrentStreams }: Settings) => {
    maxStreams = maxConcurrentStreams ?? DEFAULT_STREAMS;
    isSettled = true;
    events.onRoom();
  });
  // Streams the server has seen run to their end; those it has not are refused.
  session.on('goaway', retire);
  session.on('error', retire);
  session.on('close', () => {
    clearTimeout(idleTimer);
    retire();
  });
  rest();

  return {
    get hasRoom() {
      return !isRetired && !session.closed && !session.destroyed && streams < maxStreams;
    },
    get isSettling() {
      return !isSettled && !isRetired;
    },
    send(dispatch) {
      streams += 1;
      clearTimeout(idleTimer);
      session.ref();
      sendOverStream(dispatch, {
        request: (headers, isEnd) => session.request(headers, { endStream: isEnd }),
        // What does not answer may be a connection that is dead without knowing.
        onTimeout: () => {
          retire();
          session.close();
        },
        onRefused: () => events.onRefused(dispatch),
        onOver: () => {
          streams -= 1;
          if (streams === 0) rest();
          events.onRoom();
        },
      });
    },
    destroy: (error) => session.destroy(error),
  };
}
