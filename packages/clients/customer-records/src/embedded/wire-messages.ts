/**
 * The PostgreSQL wire protocol 3.0 as far as a bridge needs it;
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export type WireMessage =
  | { readonly kind: 'startup' }
  | { readonly kind: 'encryptionRequest' }
  | { readonly kind: 'cancelRequest' }
  | { readonly kind: 'terminate' }
  /** `endsBatch`: the server answers with "ready for query". */
  | { readonly kind: 'statement'; readonly bytes: Uint8Array; readonly endsBatch: boolean };

const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
const SSL_REQUEST = 80877103;
const GSS_ENCRYPTION_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;

/** Cuts what a client sends into messages. */
export async function* readMessages(chunks: AsyncIterable<Buffer>): AsyncGenerator<WireMessage> {
  let rest: Buffer = Buffer.alloc(0);
  let hasStarted = false;
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      // Until the start-up message there is no type byte in front of the length.
      const lengthAt = hasStarted ? 1 : 0;
      if (rest.length < lengthAt + 4) break;
      const length = lengthAt + rest.readUInt32BE(lengthAt);
      if (length < lengthAt + 4 || length > MAX_MESSAGE_BYTES) throw new Error('Not a message of PostgreSQL');
      if (rest.length < length) break;
      const bytes = rest.subarray(0, length);
      rest = rest.subarray(length);
      const message: WireMessage = hasStarted ? parseMessage(bytes) : parseFirstMessage(bytes);
      hasStarted ||= message.kind === 'startup';
      yield message;
    }
  }
}

function parseFirstMessage(bytes: Buffer): WireMessage {
  switch (bytes.length >= 8 ? bytes.readUInt32BE(4) : 0) {
    case SSL_REQUEST:
    case GSS_ENCRYPTION_REQUEST:
      return { kind: 'encryptionRequest' };
    case CANCEL_REQUEST:
      return { kind: 'cancelRequest' };
    default:
      return { kind: 'startup' };
  }
}

function parseMessage(bytes: Buffer): WireMessage {
  const type = String.fromCharCode(bytes[0] ?? 0);
  if (type === 'X') return { kind: 'terminate' };
  // Query, Sync and FunctionCall; Parse, Bind, Execute and so on wait for a Sync.
  return { kind: 'statement', bytes, endsBatch: type === 'Q' || type === 'S' || type === 'F' };
}
