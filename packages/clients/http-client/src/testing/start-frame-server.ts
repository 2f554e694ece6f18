import { createServer, type TLSSocket } from 'node:tls';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { listen } from '@jobwright/test-servers/vitest';

/** Writes the frames of one answer by hand (RFC 9113), so that it can be cut anywhere. */
export interface FrameWriter {
  /** Status 200; `fields` are in HPACK already. */
  headers(options?: { readonly isEnd?: boolean; readonly fields?: readonly Buffer[] }): FrameWriter;
  data(text: string, options?: { readonly isEnd?: boolean }): FrameWriter;
  /** Fields at the end of an answer. */
  trailers(): FrameWriter;
  reset(code: number): FrameWriter;
  goaway(code: number, lastStream?: number): FrameWriter;
  /** Ends the connection in order. */
  close(): void;
  /** Ends the connection with a reset. */
  destroy(): void;
}

const [DATA, HEADERS, RST_STREAM, SETTINGS, GOAWAY] = [0, 1, 3, 4, 7] as const;
const END_STREAM = 1;
const END_HEADERS = 4;
const PREFACE_BYTES = 24;
const STATUS_200 = Buffer.from([0x88]);

export const contentLength = (bytes: number): Buffer => encodeField(13, String(bytes));

const encodeField = (index: number, value: string): Buffer =>
  Buffer.concat([Buffer.from([0x0f, index, value.length]), Buffer.from(value)]);

/** An HTTP/2 server on loopback that answers each request with frames. */
export async function startFrameServer(
  answer: (frames: FrameWriter, count: number) => void,
): Promise<{ readonly origin: string; requests(): number }> {
  let requests = 0;
  const server = createServer({ ...LOCALHOST_TLS, ALPNProtocols: ['h2'] }, (socket) => {
    socket.on('error', () => undefined);
    send(socket, { type: SETTINGS, flags: 0, stream: 0 });
    let received = Buffer.alloc(0);
    let isPrefaceOver = false;
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (!isPrefaceOver && received.length < PREFACE_BYTES) return;
      if (!isPrefaceOver) received = received.subarray(PREFACE_BYTES);
      isPrefaceOver = true;
      while (received.length >= 9 && received.length >= 9 + received.readUIntBE(0, 3)) {
        const [type, flags, stream] = [received[3], received[4], received.readUInt32BE(5)];
        received = received.subarray(9 + received.readUIntBE(0, 3));
        if (type === SETTINGS && flags === 0) send(socket, { type: SETTINGS, flags: 1, stream: 0 });
        if (type === HEADERS) answer(createWriter(socket, stream), (requests += 1));
      }
    });
  });
  const { port } = await listen(server);
  return { origin: `https://127.0.0.1:${port}`, requests: () => requests };
}

interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload?: Buffer;
}

function send(socket: TLSSocket, { type, flags, stream, payload = Buffer.alloc(0) }: Frame): void {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  socket.write(Buffer.concat([head, payload]));
}

function createWriter(socket: TLSSocket, stream: number): FrameWriter {
  const write = (frame: Omit<Frame, 'stream'>, on = stream): FrameWriter => {
    send(socket, { ...frame, stream: on });
    return writer;
  };
  const writer: FrameWriter = {
    headers: ({ isEnd = false, fields = [] } = {}) =>
      write({
        type: HEADERS,
        flags: END_HEADERS + (isEnd ? END_STREAM : 0),
        payload: Buffer.concat([STATUS_200, ...fields]),
      }),
    data: (text, { isEnd = false } = {}) =>
      write({ type: DATA, flags: isEnd ? END_STREAM : 0, payload: Buffer.from(text) }),
    trailers: () => write({ type: HEADERS, flags: END_HEADERS + END_STREAM, payload: encodeField(17, 'x') }),
    reset: (code) => write({ type: RST_STREAM, flags: 0, payload: encodeWords(code) }),
    goaway: (code, lastStream = stream) =>
      write({ type: GOAWAY, flags: 0, payload: encodeWords(lastStream, code) }, 0),
    close: () => void socket.end(),
    destroy: () => void socket.destroy(),
  };
  return writer;
}

function encodeWords(...words: readonly number[]): Buffer {
  const bytes = Buffer.alloc(words.length * 4);
  for (const [index, word] of words.entries()) bytes.writeUInt32BE(word, index * 4);
  return bytes;
}
