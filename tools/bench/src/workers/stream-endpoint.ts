import { createServer, type ServerResponse } from 'node:http';

const chunk = Buffer.alloc(64 * 1024, 'jobwright ');

/** Answers `/MEGABYTES` with as many megabytes, as fast as they are taken. */
const server = createServer((request, response) => {
  const bytes = Number(request.url?.slice(1)) * 1_000_000;
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes });
  write(response, bytes);
});

function write(response: ServerResponse, bytes: number): void {
  let left = bytes;
  while (left > 0) {
    const part = chunk.subarray(0, Math.min(left, chunk.byteLength));
    left -= part.byteLength;
    if (response.write(part)) continue;
    const rest = left;
    response.once('drain', () => write(response, rest));
    return;
  }
  response.end();
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.({ port: address?.port });
});
process.on('disconnect', () => process.exit());
