import { startEngine } from '@jobwright/engine';
import { findLeaks } from '@jobwright/connector-testing';
import { findFreePorts } from '@jobwright/servers/local-server';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { oneTaskProcess } from './testing/one-task-process.ts';
import { startCli } from './testing/run-cli.ts';
import { startService } from './testing/start-service.ts';
import { connectTarget, type Target } from './testing/target.ts';
import { startWireBackend, type WireBackend } from './testing/wire-backend.ts';

const SECRET = 'MARKER-s3cret/+~x';

const ask = async (url: string): Promise<string> => {
  const response = await fetch(url);
  return `${response.status} ${await response.text()}`;
};

describe('an outage of the engine', () => {
  test('changes readiness and a metric, never liveness', async () => {
    const ports = await findFreePorts(['grpcPort', 'restPort']);
    const first = await startEngine(ports);
    let last = first;
    onTestFinished(() => last.close());
    const environment = {
      ZEEBE_GRPC_ADDRESS: `grpc://127.0.0.1:${ports.grpcPort}`,
      ZEEBE_REST_ADDRESS: `http://127.0.0.1:${ports.restPort}`,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
    };
    const { address } = await startService({}, environment);
    const probe = (name: string) => ask(`${address}/health/${name}`);
    const UP = '200 {"status":"UP"}';
    expect(await Promise.all(['live', 'ready', 'startup'].map(probe))).toEqual([UP, UP, UP]);
    expect(await ask(`${address}/metrics`)).toMatch(/^jobwright_connected 1$/m);

    await first.close();
    await vi.waitFor(async () => expect(await probe('ready')).toMatch(/^503 .*does not deliver jobs/));
    expect([await probe('live'), await probe('startup')]).toEqual([UP, UP]);
    expect(await ask(`${address}/actuator/health/liveness`)).toBe(UP);
    expect(await ask(`${address}/metrics`)).toMatch(/^jobwright_connected 0$/m);

    last = await startEngine(ports);
    await vi.waitFor(async () => expect(await probe('ready')).toBe(UP));
    expect(await ask(`${address}/metrics`)).toMatch(/^jobwright_connected 1$/m);
  });

  test('at the start holds back the start-up probe alone', async () => {
    const cli = startCli(['start', '--http-port', '0'], {
      ZEEBE_GRPC_ADDRESS: 'grpc://127.0.0.1:9',
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      JOBWRIGHT_CLUSTER_CONNECT_TIMEOUT_SECONDS: 'forever',
    });
    onTestFinished(async () => {
      cli.process.kill('SIGTERM');
      await cli.ended;
    });
    await vi.waitFor(() => expect(cli.output.stderr).toContain('Waiting for the cluster'));
    const address = /"address":"(http:[^"]+)"/.exec(cli.output.stderr)?.[1] ?? '';
    expect(await ask(`${address}/health/live`)).toMatch(/^200 /);
    expect(await ask(`${address}/health/startup`)).toMatch(/^503 /);
    expect(await ask(`${address}/actuator/health/startup`)).toMatch(/^503 /);
    expect(JSON.parse((await ask(`${address}/connectors`)).slice(4))).toEqual({ items: [] });
  });
});

describe('the log', () => {
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

  test('is JSON lines; each line of a job names job, process and tenant, and none its variables', async () => {
    const configuration = { log: { level: 'debug' }, secrets: { audit: true } };
    const { cli, log, stop } = await startService(configuration, {
      ...target.environment,
      SECRET_TOKEN: SECRET,
    });
    const id = `log-${process.pid}`;
    const model = oneTaskProcess({
      id,
      jobType: 'io.camunda:http-json:1',
      retries: 1,
      inputs: {
        url: '=url',
        method: 'POST',
        body: '={customer: customer}',
        'authentication.type': 'bearer',
        'authentication.token': '{{secrets.TOKEN}}',
      },
      headers: { errorExpression: '=bpmnError("NO", "no")' },
      catchError: 'NO',
    });
    await target.client.deployResource({ process: Buffer.from(model), name: `${id}.bpmn` });
    const { processInstanceKey } = await target.client.createProcessInstanceWithResult({
      bpmnProcessId: id,
      variables: { url: `${backend.url}/503?key=MARKER-query`, customer: 'MARKER-customer' },
      requestTimeout: 60_000,
    });
    await stop();

    const ofJob = log().filter((line) => line['jobKey'] !== undefined);
    expect(ofJob.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['HTTP call answered', 'Connector failed']),
    );
    const failed = ofJob.find(({ msg }) => msg === 'Connector failed');
    expect(failed).toMatchObject({ level: 30, bpmnError: 'NO', method: 'POST', error: { code: '503' } });
    expect(failed?.['host']).toBe(new URL(backend.url).host);
    expect(failed?.['error']).not.toHaveProperty('stack');
    const told = ofJob.filter((line) => line['audit'] === undefined);
    for (const line of told) {
      expect(line).toMatchObject({
        jobType: 'io.camunda:http-json:1',
        processInstanceKey: String(processInstanceKey),
        bpmnProcessId: id,
        elementId: 'task',
        tenantId: '<default>',
      });
      expect(line).not.toHaveProperty('trace_id');
    }
    expect(cli.output.stderr).not.toContain('MARKER');
    expect(findLeaks(cli.output.stderr, SECRET)).toEqual([]);
  });
});
