import { Readable } from 'node:stream';
import type { BodySource, HttpRequest } from '../http-message.ts';

export interface OpenRequestBody {
  /** In the form that undici accepts. */
  readonly content: string | Uint8Array | Readable | null;
  /** Whether the error was thrown by reading the source. */
  isOwn(error: Error): boolean;
  /** The request has ended: no more of the body is needed. */
  close(): void;
}

const nothing = { isOwn: () => false, close: () => undefined };
const NO_BODY: OpenRequestBody = { content: null, ...nothing };

/** Opens a body for sending it once. */
export function openRequestBody(body: HttpRequest['body']): OpenRequestBody {
  if (body === undefined) return NO_BODY;
  if (typeof body === 'string' || body instanceof Uint8Array) return { content: body, ...nothing };
  const over = new AbortController();
  const content = Readable.from(readSource(body, over.signal), { objectMode: false });
  // undici stops listening to the stream when its request has ended.
  content.on('error', () => undefined);
  return { content, isOwn: (error) => content.errored === error, close: () => over.abort() };
}

async function* readSource(source: BodySource, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of source.open({ signal })) if (chunk.byteLength > 0) yield chunk;
}
