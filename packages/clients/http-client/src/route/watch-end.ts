import type { ClientHttp2Stream } from 'node:http2';

/**
 * Returns a function that says whether the server has ended its response (END_STREAM, RFC 9113, 8.1). Node
 * ends the readable side in the same way when a stream is reset with NO_ERROR or CANCEL, or when its
 * connection closes; but then the stream is closed already.
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
