import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';

export interface Remote {
  readonly url: string;
  close(): void;
}

const json = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(text);
};

const KEYS = JSON.stringify(
  Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index])),
);

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/ok': (response) => json(response, '{"status":"ok"}'),
  '/links': (response) => {
    response.setHeader('Link', '<'.repeat(60_000));
    json(response, '[1]');
  },
  '/nines': (response) => json(response, `[${'9'.repeat(9_900_000)}]`),
  '/keys': (response) => json(response, KEYS),
  '/text': (response) => json(response, JSON.stringify({ text: 'a'.repeat(1_000_000) })),
};

/** A server that answers as badly as it can, but for `/ok`. */
export async function startRemote(): Promise<Remote> {
  const server = createServer((request, response) => {
    const answer = ANSWERS[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
