import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenServer {
  readonly url: string;
  readonly port: number;
  /** What was asked for, one entry a request. */
  readonly asked: readonly URLSearchParams[];
  close(): Promise<void>;
}

/** A token endpoint on the loopback interface: gives `token-1`, `token-2` and so on, good for an hour. */
export async function startTokenServer(): Promise<TokenServer> {
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push(new URLSearchParams(Buffer.concat(chunks).toString()));
      const token = { access_token: `token-${asked.length}`, token_type: 'Bearer', expires_in: 3_600 };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(token));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/token`,
    port,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
