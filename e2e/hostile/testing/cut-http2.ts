import { createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { LOCALHOST_TLS } from '@jobwright/test-servers';

export interface CutHttp2 {
  readonly url: string;
  /** PEM, to trust. */
  readonly certificate: string;
  /** How the connection ends in the middle of an answer, and whether that tells its length. */
  answer: { readonly how: 'close' | 'reset 0' | 'reset 8' | 'goaway'; readonly length: boolean };
  close(): Promise<void>;
}

const PREFACE_BYTES = 24;
const toFrame = (type: number, flags: number, stream: number, payload: Uint8Array): Buffer => {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
};
const toNumber = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
/** A header field without indexing and Huffman coding. */
const toField = (name: string, value: string): Buffer =>
  Buffer.concat([
    Buffer.from([0, name.length]),
    Buffer.from(name),
    Buffer.from([value.length]),
    Buffer.from(value),
  ]);

const [DATA, HEADERS, RST_STREAM, SETTINGS, GOAWAY] = [0, 1, 3, 4, 7] as const;
const END_HEADERS = 4;

/** A server that speaks HTTP/2 by hand: the head of an answer, a part of its body, and never its end. */
export async function startCutHttp2(): Promise<CutHttp2> {
  const { key, cert } = LOCALHOST_TLS;
  const sockets = new Set<TLSSocket>();
  const state: { answer: CutHttp2['answer'] } = { answer: { how: 'close', length: false } };
  const server = createServer({ key, cert, ALPNProtocols: ['h2'] }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    socket.write(toFrame(SETTINGS, 0, 0, Buffer.alloc(0)));
    let received = Buffer.alloc(0);
    let isPrefaced = false;
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (!isPrefaced && received.length >= PREFACE_BYTES) {
        received = received.subarray(PREFACE_BYTES);
        isPrefaced = true;
      }
      while (isPrefaced && received.length >= 9 && received.length >= 9 + received.readUIntBE(0, 3)) {
        const length = received.readUIntBE(0, 3);
        const [type, flags, stream] = [
          received.readUInt8(3),
          received.readUInt8(4),
          received.readUInt32BE(5),
        ];
        received = received.subarray(9 + length);
        if (type === SETTINGS && (flags & 1) === 0) socket.write(toFrame(SETTINGS, 1, 0, Buffer.alloc(0)));
        if (type === HEADERS) answerCut(socket, stream);
      }
    });
  });
  const answerCut = (socket: TLSSocket, stream: number): void => {
    const { how, length } = state.answer;
    const fields = [
      Buffer.from([0x88]),
      toField('content-type', 'application/json'),
      ...(length ? [toField('content-length', '100')] : []),
    ];
    socket.write(toFrame(HEADERS, END_HEADERS, stream, Buffer.concat(fields)));
    socket.write(toFrame(DATA, 0, stream, Buffer.from('{"a":1}')));
    if (how === 'reset 0') socket.write(toFrame(RST_STREAM, 0, stream, toNumber(0)));
    if (how === 'reset 8') socket.write(toFrame(RST_STREAM, 0, stream, toNumber(8)));
    if (how === 'goaway') socket.write(toFrame(GOAWAY, 0, 0, Buffer.concat([toNumber(stream), toNumber(0)])));
    socket.end();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    url: `https://localhost:${(server.address() as AddressInfo).port}/`,
    certificate: cert,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
}
