import type { ServerResponse } from 'node:http';
import { type HttpServer, type Reply, type SeenRequest, startHttpServer } from './http-server.ts';
import type { ServerOptions } from './listen.ts';

/** A token endpoint (RFC 6749, 3.2). */
export interface TokenServer extends HttpServer {
  /** Address of the endpoint; every path of the server is one. */
  readonly url: string;
  /** The parameters of each request, in their order. */
  readonly asked: readonly URLSearchParams[];
}

/** How a token endpoint answers its n-th request, from 1. */
export type TokenAnswer = (
  count: number,
  request: SeenRequest,
  response: ServerResponse,
) => Reply | ServerResponse | undefined | void;

/** Answers `token-1`, `token-2` and so on, good for an hour. */
export const answerToken: TokenAnswer = (count) => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ access_token: `token-${count}`, token_type: 'Bearer', expires_in: 3_600 }),
});

/** Starts a token endpoint. Without `answer` it gives `token-1`, `token-2` and so on, good for an hour. */
export async function startTokenServer(
  answer: TokenAnswer = answerToken,
  options: ServerOptions = {},
): Promise<TokenServer> {
  const asked: URLSearchParams[] = [];
  const server = await startHttpServer((request, response) => {
    asked.push(new URLSearchParams(request.body));
    return answer(asked.length, request, response);
  }, options);
  return { ...server, url: `${server.origin}/token`, asked };
}
