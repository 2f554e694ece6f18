import type { ServerResponse } from 'node:http';
import { type SeenRequest, startServer, type HttpServer } from '@jobwright/test-servers/vitest';

export interface TokenServer extends HttpServer {
  /** What the token endpoint was asked, one entry a request. */
  readonly asked: readonly URLSearchParams[];
}

/** What the token endpoint answers to the n-th request, from 1. */
export type TokenAnswer = (count: number, request: SeenRequest, response: ServerResponse) => void;

export const answerJson = (response: ServerResponse, body: object, status = 200): void =>
  void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

/** `token-1`, `token-2` and so on, good for an hour. */
export const answerToken: TokenAnswer = (count, _request, response) =>
  answerJson(response, { access_token: `token-${count}`, token_type: 'Bearer', expires_in: 3_600 });

export async function startTokenServer(answer: TokenAnswer = answerToken): Promise<TokenServer> {
  const asked: URLSearchParams[] = [];
  const server = await startServer((request, response) => {
    asked.push(new URLSearchParams(request.body));
    answer(asked.length, request, response);
  });
  return { ...server, asked };
}
