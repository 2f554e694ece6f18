import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answer, jobOf, runJobs } from '../testing/jobs.ts';
import { createJobTraces } from './create-job-traces.ts';

const exporter = new InMemorySpanExporter();

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
});
afterAll(() => {
  trace.disable();
  context.disable();
  propagation.disable();
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

test.each([
  ['a text', traceparent],
  ['an object', { traceparent }],
])('goes on with the trace that a process variable holds as %s', async (_form, trace) => {
  await runJobs([jobOf({ name: 'Ada', trace })], createJobTraces({ variable: 'trace' }));
  expect(spans()[0]?.spanContext().traceId).toBe(TRACE);
});

test.each([[undefined], [7], ['no trace'], [{ traceparent: 7 }]])(
  'begins a trace when the variable is %j',
  async (trace) => {
    await runJobs([jobOf({ name: 'Ada', trace })], createJobTraces({ variable: 'trace' }));
    expect(spans()).toHaveLength(1);
    expect(spans()[0]?.parentSpanContext).toBeUndefined();
  },
);
