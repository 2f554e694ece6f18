import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { startMailbox } from './start-mailbox.ts';
import { makeFoldedZeros, makeLargePicture, makeLyingFont, makeRows } from './worst-files.ts';

export interface Remote {
  readonly url: string;
  /** Of a POP3 server. */
  readonly mailPort: number;
  close(): void;
}

const json = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(text);
};

const KEYS = JSON.stringify(
  Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index])),
);

type Answer = (response: ServerResponse) => void;

const file =
  (content: Buffer, headers: Readonly<Record<string, string>>): Answer =>
  (response) =>
    void response.writeHead(200, headers).end(content);

/** Made before anything is measured: the time that takes is none of the service's. */
const makeAnswers = (): Readonly<Record<string, Answer>> => ({
  '/ok': (response) => json(response, '{"status":"ok"}'),
  '/links': (response) => {
    response.setHeader('Link', '<'.repeat(60_000));
    json(response, '[1]');
  },
  '/nines': (response) => json(response, `[${'9'.repeat(9_900_000)}]`),
  '/numbers': (response) =>
    json(response, `[${Array.from({ length: 33_000 }, () => '1'.repeat(299)).join()}]`),
  '/keys': (response) => json(response, KEYS),
  '/text': (response) => json(response, JSON.stringify({ text: 'a'.repeat(1_000_000) })),
  '/folds': (response) => {
    response.setHeader('Content-Encoding', Array.from({ length: 500 }, () => 'gzip').join(', '));
    json(response, '{}');
  },
  '/zeros': file(makeFoldedZeros(), { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }),
  '/picture.png': file(makeLargePicture(), { 'Content-Type': 'image/png' }),
  '/font.woff2': file(makeLyingFont(), { 'Content-Type': 'font/woff2' }),
  '/rows.csv': file(makeRows(), { 'Content-Type': 'text/csv' }),
});

/** A server that answers as badly as it can, but for `/ok`. */
export async function startRemote(): Promise<Remote> {
  const answers = makeAnswers();
  const mailbox = await startMailbox();
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    mailPort: mailbox.port,
    close: () => {
      server.closeAllConnections();
      server.close();
      mailbox.close();
    },
  };
}
