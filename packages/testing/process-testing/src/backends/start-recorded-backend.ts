import type { IncomingMessage, ServerResponse } from 'node:http';
import { ProcessTestError } from '../process-test-error.ts';
import { readRecording, type RecordedCall, writeRecording } from './recording.ts';

/** Where a recording is, and what is recorded. */
export interface RecordedBackendOptions {
  /** A JSON file. If it is there, it is played back and nothing else is called. */
  readonly recording: string;
  /** Is called and recorded if the file is not there, e.g. `https://crm.example.com`. */
  readonly upstream?: string;
}

/** An HTTP service on 127.0.0.1 that answers as another one did. */
export interface RecordedBackend {
  /** `http://127.0.0.1:port`, for the URL of a connector. */
  readonly url: string;
  /** The calls that it answered, in order. */
  readonly calls: readonly RecordedCall[];
  /** Ends the service; a new recording is written now. */
  readonly close: () => Promise<void>;
}

const OF_THE_CONNECTION = ['host', 'connection', 'content-length', 'transfer-encoding'];

async function callUpstream(upstream: string, request: IncomingMessage, body: string): Promise<RecordedCall> {
  const { method = 'GET', url: path = '/', headers } = request;
  const response = await fetch(new URL(path, upstream), {
    method,
    headers: Object.entries(headers)
      .filter(([name]) => !OF_THE_CONNECTION.includes(name))
      .map(([name, value]) => [name, String(value)]),
    ...(body !== '' && { body }),
  });
  return {
    ...{ method, path, requestBody: body, status: response.status },
    contentType: response.headers.get('content-type') ?? '',
    responseBody: await response.text(),
  };
}

/** The next recorded call that is the same and has not been used; the last one is used again and again. */
function createPlayer(recorded: readonly RecordedCall[]) {
  const used = new Set<RecordedCall>();
  return (method: string, path: string, body: string): RecordedCall | undefined => {
    const same = recorded.filter(
      (call) => call.method === method && call.path === path && call.requestBody === body,
    );
    const next = same.find((call) => !used.has(call)) ?? same.at(-1);
    if (next) used.add(next);
    return next;
  };
}

const answer = (response: ServerResponse, { status, contentType, responseBody }: RecordedCall): void =>
  void response
    .writeHead(status, contentType === '' ? {} : { 'Content-Type': contentType })
    .end(responseBody);

const unknownCall = (method: string, path: string, body: string): RecordedCall => ({
  ...{ method, path, requestBody: body, status: 501, contentType: 'text/plain' },
  responseBody: `${method} ${path} is not in the recording${body === '' ? '' : `, with the body ${body}`}`,
});

/**
 * Starts a service that plays back recorded calls, or records them. Throws a ProcessTestError when there is
 * neither a recording nor an upstream.
 * @example
 * import { httpRest } from '@jobwright/connector-http-rest';
 *
 * const upstream = 'https://crm.example.com';
 * const crm = await startRecordedBackend({ recording: 'test/crm.json', upstream });
 * const order = await runProcess('order.bpmn', { connectors: [httpRest], variables: { crmUrl: crm.url } });
 * await crm.close();
 */
export async function startRecordedBackend(options: RecordedBackendOptions): Promise<RecordedBackend> {
  const { recording, upstream } = options;
  // Loaded here: tests without a recording start faster.
  const { createServer } = await import('node:http');
  const { text: readBody } = await import('node:stream/consumers');
  const recorded = await readRecording(recording);
  if (!recorded && upstream === undefined)
    throw new ProcessTestError(`${recording} is not there: name an upstream to record it`);
  const play = createPlayer(recorded ?? []);
  const calls: RecordedCall[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = request;
    const body = await readBody(request);
    const call =
      recorded || upstream === undefined
        ? (play(method, url, body) ?? unknownCall(method, url, body))
        : await callUpstream(upstream, request, body);
    calls.push(call);
    answer(response, call);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) =>
      response.writeHead(502).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      if (!recorded) await writeRecording(recording, calls);
    },
  };
}
