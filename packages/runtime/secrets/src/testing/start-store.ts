import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface SeenCall {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface StoreAnswerOf {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
}

/** A server on loopback that speaks the API of a store as `answer` says; it ends with the test. */
export async function startStore(answer: (call: SeenCall) => StoreAnswerOf) {
  const calls: SeenCall[] = [];
  const server = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      const { method = '', url = '', headers } = incoming;
      const call = { method, url, headers, body };
      calls.push(call);
      const { status = 200, json, text: plain } = answer(call);
      response.writeHead(status, { 'Content-Type': plain === undefined ? 'application/json' : 'text/plain' });
      response.end(plain ?? JSON.stringify(json ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

export const anyProcess = { tenantId: '<default>', bpmnProcessId: 'order' };
