import type { ClientHttp2Stream } from 'node:http2';

/**
 * Tells whether the server has ended its answer (END_STREAM, RFC 9113, 8.1). Node lets the readable side end in the same way when a stream
 * is reset with NO_ERROR or CANCEL, or when its connection closes; the stream is closed by then, as it is not when the server ends it.
 */
export function watchEnd(stream: ClientHttp2Stream): () => boolean {
  let isEnded = false;
  const push = stream.push.bind(stream);
  stream.push = (chunk, encoding) => {
    if (chunk === null && !stream.closed) isEnded = true;
    return push(chunk, encoding);
  };
  return () => isEnded;
}
