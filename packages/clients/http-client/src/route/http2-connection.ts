import { type ClientHttp2Session, connect, type Settings } from 'node:http2';
import type { Socket } from 'node:net';
import type { Dispatch } from './dispatch.ts';
import { sendOverStream } from './http2-stream.ts';
import { MAX_HEADER_BYTES } from './origin-pool.ts';

/** One HTTP/2 connection, which many requests share. */
export interface Http2Connection {
  readonly hasRoom: boolean;
  /** Its server has not said yet how many requests it takes at a time. */
  readonly isSettling: boolean;
  send(dispatch: Dispatch): void;
  destroy(error: Error): void;
}

export interface Http2ConnectionEvents {
  /** There may be room for another request. */
  onRoom(): void;
  /** It accepts no more requests. */
  onClose(): void;
  /** The server has not processed the request: it may be sent again. */
  onRefused(dispatch: Dispatch): void;
  /** The server wants the request over HTTP/1.1 (RFC 9113, 7). */
  onHttp1Required(dispatch: Dispatch): void;
}

/** For servers that name no limit: the least that RFC 9113 (6.5.2) recommends. */
const DEFAULT_STREAMS = 100;
/** How much one stream, and all of them together, may send before it is read. */
const STREAM_WINDOW_BYTES = 256 * 1024;
const CONNECTION_WINDOW_BYTES = 4 * 1024 * 1024;
/**
 * Of one response. Each counts at least 33 bytes (RFC 7541, 4.1), so the limit of their size is reached
 * first.
 */
const MAX_HEADERS = 8_000;
/** Servers, and what is between, forget idle connections after a minute at the earliest. */
const IDLE_MS = 30_000;

export function createHttp2Connection(
  origin: string,
  socket: Socket,
  events: Http2ConnectionEvents,
): Http2Connection {
  const session = openSession(origin, socket);
  const idle = createIdleTimer(session);
  const limit = watchStreamLimit(session, events);
  let streams = 0;
  let isRetired = false;
  const retire = (): void => {
    if (isRetired) return;
    isRetired = true;
    events.onClose();
  };
  // Streams that the server has begun run to their end; the others are refused.
  session.on('goaway', retire);
  session.on('error', retire);
  session.on('close', () => {
    idle.stop();
    retire();
  });
  const onOver = (): void => {
    streams -= 1;
    if (streams === 0) idle.start();
    events.onRoom();
  };
  idle.start();

  return {
    get hasRoom() {
      return !isRetired && !session.closed && !session.destroyed && streams < limit.maxStreams;
    },
    get isSettling() {
      return !limit.isSettled && !isRetired;
    },
    send(dispatch) {
      streams += 1;
      idle.stop();
      session.ref();
      sendOverStream(dispatch, {
        request: (headers, isEnd) => session.request(headers, { endStream: isEnd }),
        // The connection may be dead without having noticed it.
        onTimeout: () => {
          retire();
          session.close();
        },
        onRefused: () => events.onRefused(dispatch),
        onHttp1Required: () => events.onHttp1Required(dispatch),
        onOver,
      });
    },
    destroy: (error) => session.destroy(error),
  };
}

function openSession(origin: string, socket: Socket): ClientHttp2Session {
  const session = connect(origin, {
    createConnection: () => socket,
    settings: {
      enablePush: false,
      initialWindowSize: STREAM_WINDOW_BYTES,
      maxHeaderListSize: MAX_HEADER_BYTES,
    },
    maxHeaderListPairs: MAX_HEADERS,
  });
  session.on('connect', () => session.setLocalWindowSize(CONNECTION_WINDOW_BYTES));
  return session;
}

/** How many streams the server allows: one until it has sent its limit, as more might be refused. */
function watchStreamLimit(session: ClientHttp2Session, { onRoom }: Pick<Http2ConnectionEvents, 'onRoom'>) {
  const limit = { maxStreams: 1, isSettled: false };
  session.on('remoteSettings', ({ maxConcurrentStreams }: Settings) => {
    limit.maxStreams = maxConcurrentStreams ?? DEFAULT_STREAMS;
    limit.isSettled = true;
    onRoom();
  });
  return limit;
}

/** Closes a session that has had no streams for a while. It does not keep the process alive meanwhile. */
function createIdleTimer(session: ClientHttp2Session) {
  let timer: NodeJS.Timeout | undefined;
  return {
    start(): void {
      session.unref();
      timer = setTimeout(() => session.close(), IDLE_MS).unref();
    },
    stop: (): void => clearTimeout(timer),
  };
}
