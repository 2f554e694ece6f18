import { context, ProxyTracerProvider, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { ConnectorError, runInSpan } from '@jobwright/connector-sdk';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answer, jobOf, runJobs, SECRET } from '../testing/jobs.ts';
import { createJobTraces } from './create-job-traces.ts';

const exporter = new InMemorySpanExporter();

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
});
afterAll(() => {
  trace.disable();
  context.disable();
});
beforeEach(() => exporter.reset());

const spans = () => exporter.getFinishedSpans();
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;

test('a job is a span, and what the connector calls is its child', async () => {
  await runJobs([jobOf({ name: 'Ada' })], createJobTraces(), async (name) => {
    trace.getTracer('test').startSpan('GET').end();
    return answer(name);
  });
  const [call, job] = spans();
  expect(job).toMatchObject({
    name: 'process acme:greet:1',
    kind: SpanKind.CONSUMER,
    status: { code: SpanStatusCode.UNSET },
    attributes: {
      'messaging.destination.name': 'acme:greet:1',
      'camunda.process.id': 'order',
      'jobwright.outcome': 'complete',
    },
  });
  expect(call?.parentSpanContext?.spanId).toBe(job?.spanContext().spanId);
});

test('the span of one of several clusters has its name', async () => {
  await runJobs([jobOf({ name: 'Ada' })], createJobTraces({ cluster: 'east' }));
  await runJobs([jobOf({ name: 'Ada' })], createJobTraces());
  expect(spans().map(({ attributes }) => attributes['jobwright.cluster'])).toEqual(['east', undefined]);
});

test('a failure marks the span; a BPMN error is the business of the process', async () => {
  await runJobs(
    [jobOf({ name: 'later' }), jobOf({ name: 'later' }, { errorExpression: '=bpmnError("NO", "no")' })],
    createJobTraces(),
  );
  const [failed, thrown] = spans();
  expect(failed?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'LATER: not yet' });
  expect(failed?.attributes).toMatchObject({ 'error.type': 'LATER', 'jobwright.retries_left': 2 });
  expect(thrown?.status.code).toBe(SpanStatusCode.UNSET);
  expect(thrown?.attributes['jobwright.bpmn_error_code']).toBe('NO');
});

test('the body of an answer, which an incident shows, is not in the span', async () => {
  await runJobs([jobOf({ name: 'Ada' })], createJobTraces(), () => {
    throw new ConnectorError({ code: '404', message: 'Not Found', detail: '{"name":"MARKER: of a body"}' });
  });
  expect(spans()[0]?.status).toEqual({ code: SpanStatusCode.ERROR, message: '404: Not Found' });
});

test('what the connector calls is a span below that of the job, and its context goes along', async () => {
  const sent: unknown[] = [];
  await runJobs([jobOf({ name: 'Ada' })], createJobTraces(), async (_name, { trace: jobTrace }) => {
    const span = jobTrace.start('GET', { 'server.address': 'example.com' });
    sent.push(span.headersFor({ host: 'example.com', port: 443 }));
    await runInSpan(span, { name: 'inner' }, () => Promise.resolve());
    span.set({ 'http.response.status_code': 503 });
    span.end('503');
    span.end();
    span.set({ late: true });
  });
  const [inner, get, job] = spans();
  expect(get).toMatchObject({
    name: 'GET',
    kind: SpanKind.CLIENT,
    status: { code: SpanStatusCode.ERROR },
    attributes: { 'server.address': 'example.com', 'http.response.status_code': 503, 'error.type': '503' },
  });
  expect(get?.attributes).not.toHaveProperty('late');
  expect(get?.parentSpanContext?.spanId).toBe(job?.spanContext().spanId);
  expect(inner?.parentSpanContext?.spanId).toBe(get?.spanContext().spanId);
  expect(sent).toEqual([{ traceparent: `00-${job?.spanContext().traceId}-${get?.spanContext().spanId}-01` }]);
});

test('the context goes only to those who may have it', async () => {
  const sent: unknown[] = [];
  const observer = createJobTraces({ propagatesTo: ({ host }) => host === 'ours' });
  await runJobs([jobOf({ name: 'Ada' })], observer, async (_name, { trace: jobTrace }) => {
    sent.push(jobTrace.headersFor({ host: 'theirs', port: 443 }));
    sent.push(Object.keys(jobTrace.headersFor({ host: 'ours', port: 443 })));
  });
  expect(sent).toEqual([{}, ['traceparent']]);
});

test('a secret is recorded by its name and hidden in what the connector reports', async () => {
  await runJobs(
    [jobOf({ name: '{{secrets.WHO}}' }), jobOf({ name: '{{secrets.NOBODY}}' })],
    createJobTraces(),
    async (name, { trace: jobTrace }) => {
      expect(name).toBe(SECRET);
      jobTrace.start(`GET ${name}`, { 'url.full': `http://example.com/${name}`, port: 80 }).end(name);
    },
  );
  const [get, ...jobs] = spans();
  expect(get).toMatchObject({
    name: 'GET ***',
    attributes: { 'url.full': 'http://example.com/***', port: 80, 'error.type': '***' },
  });
  expect(jobs.map(({ events }) => events.find(({ name }) => name === 'secret')?.attributes)).toEqual([
    { 'jobwright.secret.name': 'WHO', 'jobwright.secret.result': 'found' },
    { 'jobwright.secret.name': 'NOBODY', 'jobwright.secret.result': 'missing' },
  ]);
});

describe('the process variable', () => {
  test.each([
    ['a text', traceparent],
    ['an object', { traceparent, tracestate: 'vendor=1' }],
    ['a text of a later version', `01-${TRACE}-b7ad6b7169203331-01-more`],
  ])('is gone on with, as %s', async (_form, value) => {
    await runJobs([jobOf({ name: 'Ada', trace: value })], createJobTraces({ variable: 'trace' }));
    expect(spans()[0]).toMatchObject({
      parentSpanContext: { traceId: TRACE, spanId: 'b7ad6b7169203331', isRemote: true },
    });
    expect(spans()[0]?.spanContext().traceId).toBe(TRACE);
  });

  test.each([
    [undefined],
    [7],
    [null],
    [[traceparent]],
    ['no trace'],
    [{ traceparent: 7 }],
    [{ traceparent: { traceparent } }],
    [`${traceparent}-more`],
    [` ${traceparent}`],
    [traceparent.toUpperCase()],
    [`ff-${TRACE}-b7ad6b7169203331-01`],
    [`00-${'0'.repeat(32)}-b7ad6b7169203331-01`],
    [`00-${TRACE}-${'0'.repeat(16)}-01`],
    [`01-${TRACE}-b7ad6b7169203331-01-${'x'.repeat(1_000_000)}`],
  ])('begins a trace when it is %j', async (value) => {
    await runJobs([jobOf({ name: 'Ada', trace: value })], createJobTraces({ variable: 'trace' }));
    expect(spans()).toHaveLength(1);
    expect(spans()[0]?.parentSpanContext).toBeUndefined();
  });

  test.each([['x'.repeat(10_000)], ['a='], ['a=1,'.repeat(200)], ['\u0000=1'], ['a=b\r\nX-Injected: 1']])(
    'with the tracestate %j goes on without it',
    async (tracestate) => {
      const sent: unknown[] = [];
      const observer = createJobTraces({ variable: 'trace' });
      const job = jobOf({ name: 'Ada', trace: { traceparent, tracestate } });
      await runJobs([job], observer, async (_name, { trace: jobTrace }) => {
        sent.push(Object.keys(jobTrace.headersFor({ host: 'a', port: 80 })));
      });
      expect(spans()[0]?.spanContext().traceId).toBe(TRACE);
      expect(sent).toEqual([['traceparent']]);
    },
  );

  test('that is not sampled stays so, and is handed on', async () => {
    const sent: unknown[] = [];
    const observer = createJobTraces({ variable: 'trace', writesVariable: true });
    const job = jobOf({ name: 'Ada', trace: traceparent.replace(/01$/, '00') });
    const [outcome] = await runJobs([job], observer, async (_name, { trace: jobTrace }) => {
      const span = jobTrace.start('GET');
      sent.push(span.headersFor({ host: 'a', port: 80 })['traceparent']);
      span.end();
    });
    expect(spans()).toEqual([]);
    expect(sent).toEqual([expect.stringMatching(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`))]);
    expect(JSON.parse(outcome?.variables ?? '')).toEqual({
      trace: expect.stringMatching(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-00$`)) as unknown,
    });
  });

  test('is written by a job that completes, so that the next one is its child', async () => {
    const observer = createJobTraces({ variable: 'trace', writesVariable: true });
    const headers = { resultVariable: 'greeting' };
    const [first] = await runJobs([jobOf({ name: 'Ada' }, headers)], observer);
    const variables = JSON.parse(first?.variables ?? '') as { greeting: string; trace: string };
    expect(variables.greeting).toBe('Hello Ada');
    await runJobs([jobOf({ name: 'Bob', trace: { traceparent: variables.trace } }, headers)], observer);
    const [one, two] = spans();
    expect(two?.parentSpanContext?.spanId).toBe(one?.spanContext().spanId);
    expect(two?.spanContext().traceId).toBe(one?.spanContext().traceId);
  });

  test('keeps its form and its tracestate; what the model writes counts more; a failure writes nothing', async () => {
    const observer = createJobTraces({ variable: 'trace', writesVariable: true });
    const given = { traceparent, tracestate: 'vendor=1' };
    const outcomes = await runJobs(
      [
        jobOf({ name: 'Ada', trace: given }),
        jobOf({ name: 'Ada', trace: given }, { resultExpression: '={trace: "mine"}' }),
        jobOf({ name: 'later', trace: given }),
      ],
      observer,
    );
    const [kept, own, failed] = outcomes.map(({ variables }) => JSON.parse(variables) as object);
    expect(kept).toEqual({
      trace: { traceparent: expect.stringContaining(TRACE) as unknown, tracestate: 'vendor=1' },
    });
    expect(own).toEqual({ trace: 'mine' });
    expect(failed).not.toHaveProperty('trace');
  });
});

test('what is not sampled is recorded nowhere; without an SDK nothing is sent either', async () => {
  const silent = new BasicTracerProvider({ sampler: new AlwaysOffSampler() }).getTracer('none');
  const unset = new ProxyTracerProvider().getTracer('none');
  const seen: unknown[] = [];
  for (const tracer of [silent, unset]) {
    await runJobs([jobOf({ name: 'Ada' })], createJobTraces({ tracer }), async (_name, context_) => {
      seen.push([context_.trace.isOn, Object.keys(context_.trace.headersFor({ host: 'a', port: 80 }))]);
    });
  }
  expect(spans()).toEqual([]);
  expect(seen).toEqual([
    [true, ['traceparent']],
    [false, []],
  ]);
});
