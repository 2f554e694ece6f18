import { Readable } from 'node:stream';
import type { BodySource, HttpRequest } from '../http-message.ts';

export interface OpenRequestBody {
  /** As undici takes it. */
  readonly content: string | Uint8Array | Readable | null;
  /** The request is over: no more of the body is needed. */
  close(): void;
}

/** Makes a body ready to be sent once. */
export function openRequestBody(body: HttpRequest['body']): OpenRequestBody {
  if (body === undefined) return { content: null, close: () => undefined };
  if (typeof body === 'string' || body instanceof Uint8Array)
    return { content: body, close: () => undefined };
  const over = new AbortController();
  const content = Readable.from(readSource(body, over.signal), { objectMode: false });
  // Once its request is over, undici no longer listens to the stream.
  content.on('error', () => undefined);
  return { content, close: () => over.abort() };
}

async function* readSource(source: BodySource, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of source.open({ signal })) if (chunk.byteLength > 0) yield chunk;
}
