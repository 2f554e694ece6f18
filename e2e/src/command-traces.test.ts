import { migrateCustomerData } from '@jobwright/connector-customer-data';
import { startEmbeddedDatabase } from '@jobwright/connector-customer-data/embedded';
import { findLeaks } from '@jobwright/connector-testing';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import pg from 'pg';
import { type Collector, startCollector } from './testing/start-collector.ts';
import { startService } from './testing/start-service.ts';
import { connectTarget, type Target } from './testing/target.ts';
import { type ChainedTask, taskChainProcess } from './testing/task-chain-process.ts';
import { startWireBackend, type WireBackend } from './testing/wire-backend.ts';

const SECRET = 'MARKER-s3cret/+~x';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

let target: Target;
let backend: WireBackend;
beforeAll(async () => {
  target = await connectTarget();
  backend = await startWireBackend(({ path }) => (path === '/503' ? { status: 503 } : undefined));
});
afterAll(async () => {
  await backend.close();
  await target.close();
});

const rest = (path: string, headers: Readonly<Record<string, string>> = {}): ChainedTask => ({
  jobType: 'io.camunda:http-json:1',
  headers: { resultExpression: '={status: status}', ...headers },
  inputs: {
    url: `=base + "${path}?key={{secrets.TOKEN}}"`,
    method: 'GET',
    'authentication.type': 'bearer',
    'authentication.token': '{{secrets.TOKEN}}',
  },
});

let lastId = 0;
async function run(tasks: readonly ChainedTask[], variables: object = {}) {
  const id = `traces-${process.pid}-${++lastId}`;
  const model = taskChainProcess(id, tasks);
  await target.client.deployResource({ process: Buffer.from(model), name: `${id}.bpmn` });
  const { variables: result } = await target.client.createProcessInstanceWithResult({
    bpmnProcessId: id,
    variables: { base: backend.url, ...variables },
    requestTimeout: 60_000,
  });
  return result as Readonly<Record<string, unknown>>;
}

async function openCollector(): Promise<Collector> {
  const collector = await startCollector();
  onTestFinished(() => collector.close());
  return collector;
}

const toYaml = (collector: Collector, further = '') =>
  `traces: { endpoint: "${collector.url}"${further} }\nlog: { level: debug }`;
const toEnvironment = () => ({ ...target.environment, SECRET_TOKEN: SECRET });

test('two jobs go on with the trace of who started the process, and so do those they call', async () => {
  const collector = await openCollector();
  const yaml = toYaml(collector, ', variable: trace, writeVariable: true');
  const service = await startService(yaml, toEnvironment());
  const result = await run([rest('/one'), rest('/two')], { trace: `00-${TRACE}-${SPAN}-01` });
  await service.stop();

  const { spans } = collector;
  const find = (name: string, parent: string | undefined) =>
    spans.find((span) => span.name === name && span.parentSpanId === parent);
  const one = find('process io.camunda:http-json:1', SPAN);
  const getOne = find('GET', one?.spanId);
  const two = find('process io.camunda:http-json:1', one?.spanId);
  const getTwo = find('GET', two?.spanId);
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
  expect(spans).toHaveLength(4);
  expect(backend.requestsOf('/one')[0]?.headers['traceparent']).toBe(`00-${TRACE}-${getOne?.spanId}-01`);
  expect(backend.requestsOf('/two')[0]?.headers['traceparent']).toBe(`00-${TRACE}-${getTwo?.spanId}-01`);
  expect(getOne?.attributes).toMatchObject({
    'http.request.method': 'GET',
    'http.response.status_code': 200,
    'url.full': `${backend.url}/one`,
  });
  expect(result).toMatchObject({ status: 200, trace: `00-${TRACE}-${two?.spanId}-01` });

  const told = service.log().find(({ msg }) => msg === 'HTTP call answered');
  expect(told).toMatchObject({
    jobType: 'io.camunda:http-json:1',
    elementId: 'task1',
    trace_id: TRACE,
    span_id: one?.spanId,
  });
  expect(findLeaks(collector.text, SECRET)).toEqual([]);
  expect(findLeaks(service.cli.output.stderr, SECRET)).toEqual([]);
});

test('makes statements spans below their job, without any value', async () => {
  const database = await startEmbeddedDatabase();
  onTestFinished(() => database.close());
  await migrateCustomerData({ connectionUrl: database.url });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('create table customers (id text primary key, status text, version integer)');
  await client.end();

  const collector = await openCollector();
  const service = await startService(toYaml(collector), {
    ...target.environment,
    SECRET_DATABASE: database.url,
  });
  await run([
    {
      jobType: 'io.jobwright:customer-data:1',
      headers: { operation: 'create' },
      inputs: {
        'connection.url': '{{secrets.DATABASE}}',
        table: 'customers',
        key: 'MARKER-key',
        values: '={status: "MARKER-value"}',
      },
    },
  ]);
  await service.stop();

  const job = collector.spans.find(({ name }) => name === 'process io.jobwright:customer-data:1');
  const statements = collector.spans.filter(({ parentSpanId }) => parentSpanId === job?.spanId);
  expect(statements.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['BEGIN', 'INSERT jobwright_inbox', 'INSERT customers', 'COMMIT']),
  );
  expect(statements.find(({ name }) => name === 'INSERT customers')?.attributes).toMatchObject({
    'db.system.name': 'postgresql',
    'db.collection.name': 'customers',
    'server.address': new URL(database.url).hostname,
  });
  expect(collector.text).not.toContain('MARKER');
});

test('sends the trace context only where it is allowed, and nowhere without a collector', async () => {
  const collector = await openCollector();
  const kept = await startService(toYaml(collector, ', propagateTo: []'), toEnvironment());
  await run([rest('/kept')]);
  await kept.stop();
  expect(collector.spans.map(({ name }) => name).sort()).toEqual(['GET', 'process io.camunda:http-json:1']);
  const silent = await startService('', toEnvironment());
  const hostile = { traceparent: 'x'.repeat(100_000), tracestate: '\u0000' };
  await run([rest('/silent')], { trace: hostile });
  await silent.stop();
  for (const path of ['/kept', '/silent']) {
    expect(backend.requestsOf(path)).toHaveLength(1);
    expect(backend.requestsOf(path)[0]?.headers).not.toHaveProperty('traceparent');
  }
});

test('the variables of the OpenTelemetry SDK hold', async () => {
  const collector = await openCollector();
  const told = await startService(toYaml(collector), {
    ...toEnvironment(),
    OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=acme',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=staging,service.name=other',
  });
  await run([rest('/told')]);
  await told.stop();
  expect(collector.headers[0]).toMatchObject({ 'x-tenant': 'acme' });
  expect(collector.text).toContain('{"key":"deployment.environment.name","value":{"stringValue":"staging"}}');
  expect(collector.text).toContain('{"key":"service.name","value":{"stringValue":"jobwright"}}');

  const count = collector.spans.length;
  const unsampled = await startService(toYaml(collector), {
    ...toEnvironment(),
    OTEL_TRACES_SAMPLER: 'always_off',
  });
  await run([rest('/unsampled')]);
  await unsampled.stop();
  expect(collector.spans).toHaveLength(count);
  expect(backend.requestsOf('/unsampled')[0]?.headers['traceparent']).toMatch(/-00$/);
});

test('reports an unreachable collector once, while jobs continue', async () => {
  const service = await startService('traces: { endpoint: "http://127.0.0.1:9" }', {
    ...toEnvironment(),
    OTEL_BSP_SCHEDULE_DELAY: '50',
    OTEL_EXPORTER_OTLP_TIMEOUT: '500',
  });
  expect(await run([rest('/away')])).toMatchObject({ status: 200 });
  await service.stop();
  const lines = service.log().filter(({ msg }) => String(msg).startsWith('Traces cannot be sent'));
  expect(lines).toHaveLength(1);
});
