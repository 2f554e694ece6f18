import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RestBackend {
  readonly url: string;
  readonly hits: number;
  close(): Promise<void>;
}

/** Answers with the authorization it got; 404 for `/missing`. */
export async function startRestBackend(): Promise<RestBackend> {
  let hits = 0;
  const server = createServer((request, response) => {
    hits += 1;
    response.writeHead(request.url === '/missing' ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ authorization: request.headers.authorization ?? null }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get hits() {
      return hits;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
