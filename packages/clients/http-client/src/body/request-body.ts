import { Readable } from 'node:stream';
import type { BodySource, HttpRequest } from '../http-message.ts';

export interface OpenRequestBody {
  /** As undici takes it. */
  readonly content: string | Uint8Array | Readable | null;
  /** Whether an error is what reading the source threw. */
  isOwn(error: Error): boolean;
  /** The request is over: no more of the body is needed. */
  close(): void;
}

const nothing = { isOwn: () => false, close: () => undefined };
const NO_BODY: OpenRequestBody = { content: null, ...nothing };

/** Makes a body ready to be sent once. */
export function openRequestBody(body: HttpRequest['body']): OpenRequestBody {
  if (body === undefined) return NO_BODY;
  if (typeof body === 'string' || body instanceof Uint8Array) return { content: body, ...nothing };
  const over = new AbortController();
  const content = Readable.from(readSource(body, over.signal), { objectMode: false });
  // Once its request is over, undici no longer listens to the stream.
  content.on('error', () => undefined);
  return { content, isOwn: (error) => content.errored === error, close: () => over.abort() };
}

async function* readSource(source: BodySource, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of source.open({ signal })) if (chunk.byteLength > 0) yield chunk;
}
