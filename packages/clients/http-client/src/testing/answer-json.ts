import type { ServerResponse } from 'node:http';

/** Writes a JSON answer. */
export const answerJson = (response: ServerResponse, body: object, status = 200): void =>
  void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
