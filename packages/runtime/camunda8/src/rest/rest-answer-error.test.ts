import { startServer } from '@jobwright/test-servers/vitest';
import { expect, onTestFinished, test } from 'vitest';
import {
  askedPauseMs,
  createClusterHttp,
  createRestRequests,
  isDoubtful,
  isGone,
  isPushback,
  isTransient,
} from '@jobwright/runtime/cluster';
import { createRestJobCalls } from './rest-job-calls.ts';

const html = '<html>Bad</html>';
const problem = (title: string, detail = '') => JSON.stringify({ type: 'about:blank', title, detail });
const rejection = (code: string) => problem(code, `Command 'COMPLETE' rejected with code '${code}': because`);

/** The error of a completion that is answered so. */
async function complete(status: number, body: string, headers: Record<string, string> = {}) {
  const { origin: url } = await startServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
    response.end(body);
  });
  const http = createClusterHttp({ tls: {} });
  onTestFinished(() => http.close());
  const credentials = { getHeaders: () => ({}), refuse: () => undefined };
  const open = createRestRequests({ address: url, http, credentials });
  const jobs = createRestJobCalls({ polls: open, calls: open });
  return jobs.complete({ jobKey: '1', variables: '{}' }, { timeoutMs: 10_000 }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

const GONE = 'gone';
const AGAIN = 'transient';
const PUSHBACK = 'transient pushback';
const DOUBTFUL = 'transient doubtful';
const NEVER = '';

test.each([
  [404, rejection('NOT_FOUND'), GONE],
  [409, rejection('INVALID_STATE'), GONE],
  [404, problem('NOT_FOUND', 'no such job'), GONE],
  [404, html, DOUBTFUL],
  [404, problem('Not Found', 'No static resource'), DOUBTFUL],
  [400, rejection('INVALID_ARGUMENT'), NEVER],
  [400, html, DOUBTFUL],
  [401, '', AGAIN],
  [403, html, NEVER],
  [413, html, NEVER],
  [500, rejection('EXCEEDED_BATCH_RECORD_SIZE'), NEVER],
  [429, '', PUSHBACK],
  [503, problem('RESOURCE_EXHAUSTED'), PUSHBACK],
  [503, html, AGAIN],
  [502, html, AGAIN],
  [504, html, AGAIN],
  [500, problem('INTERNAL'), DOUBTFUL],
  [302, '', DOUBTFUL],
])('status %i with %s is %s', async (status, body, what) => {
  const error = await complete(status, body);
  const kinds = { gone: isGone, transient: isTransient, pushback: isPushback, doubtful: isDoubtful };
  const found = Object.entries(kinds).flatMap(([name, holds]) => (holds(error) ? [name] : []));
  expect(found.filter((name) => name !== 'pushback' || found.includes('transient')).join(' ')).toBe(what);
  expect(error).toMatchObject({ httpStatus: status });
});

test('the message is the detail, or the status; never what a proxy has written', async () => {
  expect(await complete(409, rejection('INVALID_STATE'))).toMatchObject({
    failure: 'refused',
    message: "Command 'COMPLETE' rejected with code 'INVALID_STATE': because",
  });
  expect(await complete(502, html)).toMatchObject({
    failure: 'unreachable',
    message: 'HTTP status code 502',
  });
});

test('a cluster may ask for a pause', async () => {
  const pauseMs = askedPauseMs(await complete(429, '', { 'retry-after': '2' }));
  expect(pauseMs).toBeGreaterThanOrEqual(2_000);
  expect(pauseMs).toBeLessThanOrEqual(2_200);
  expect(askedPauseMs(await complete(503, html))).toBe(0);
});
