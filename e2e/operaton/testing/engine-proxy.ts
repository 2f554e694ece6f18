import { createServer, request as sendRequest } from 'node:http';
import { listen } from '@jobwright/test-servers';
import { onTestFinished } from 'vitest';

export interface EngineProxy {
  /** Of the REST API behind it. */
  readonly url: string;
  /** `METHOD path` of what was asked. */
  readonly asked: readonly string[];
  /** Answers with this status instead of asking the engine; `undefined` asks it again. */
  answerWith(status: number | undefined): void;
  /** Passes the next request for this path on, and breaks the connection off instead of answering. */
  loseAnswerOf(path: RegExp): void;
}

/** An HTTP proxy in front of an engine, which ends with the test. */
export async function startEngineProxy(engineUrl: string): Promise<EngineProxy> {
  const { origin, pathname } = new URL(engineUrl);
  const asked: string[] = [];
  let answer: number | undefined;
  let lost: RegExp | undefined;
  const server = createServer((incoming, response) => {
    const { method = 'GET', url = '/', headers } = incoming;
    asked.push(`${method} ${url}`);
    if (answer !== undefined) return void response.writeHead(answer).end('from the proxy');
    const loses = lost?.test(url) === true;
    if (loses) lost = undefined;
    const outgoing = sendRequest(`${origin}${url}`, { method, headers }, (answered) => {
      if (loses) return void incoming.socket.destroy();
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  });
  const { port } = await listen(server, { onClose: onTestFinished });
  return {
    url: `http://127.0.0.1:${port}${pathname}`,
    asked,
    answerWith: (status) => void (answer = status),
    loseAnswerOf: (path) => void (lost = path),
  };
}
