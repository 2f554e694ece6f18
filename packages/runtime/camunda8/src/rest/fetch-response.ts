import type { OpenHttpResponse } from '@jobwright/http-client';

/** The body of an error is not read beyond this. */
const MAX_ERROR_BYTES = 1_000_000;
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);
/** They describe a body that has been decoded. */
const WIRE_HEADERS = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection']);

/**
 * The same response in the form of `fetch`. Reading its body fails beyond `maxBytes`, or 1 MB from status 400
 * on.
 */
export function toFetchResponse(response: OpenHttpResponse, maxBytes: number): Response {
  const { status } = response;
  const body = readUpTo(response, status >= 400 ? MAX_ERROR_BYTES : maxBytes);
  const headers = toFetchHeaders(response);
  return new Response(WITHOUT_BODY.has(status) ? null : ReadableStream.from(body), { status, headers });
}

async function* readUpTo({ body }: OpenHttpResponse, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new Error(`The answer is larger than ${maxBytes} bytes`);
    yield chunk;
  }
}

function toFetchHeaders(response: OpenHttpResponse): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(response.headers)) {
    if (WIRE_HEADERS.has(name.toLowerCase())) continue;
    for (const value of [values].flat()) headers.append(name, value);
  }
  return headers;
}
