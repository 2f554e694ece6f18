import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { restCall } from './testing/rest-call-process.ts';
import { type RestBackend, startRestBackend } from './testing/rest-backend.ts';
import { oneLine, runCli, startCli } from './testing/run-cli.ts';
import { connectTarget, type Target } from './testing/target.ts';

let target: Target;
let backend: RestBackend;

beforeAll(async () => {
  target = await connectTarget();
  backend = await startRestBackend();
});
afterAll(async () => {
  await backend.close();
  await target.close();
});

describe('jobwright start', () => {
  test('works on the cluster of the environment until SIGTERM, and ends with nothing undone', async () => {
    const id = `start-${process.pid}`;
    const model = restCall({ id });
    await target.client.deployResource({ process: Buffer.from(model), name: `${id}.bpmn` });
    const cli = startCli(['start'], { ...target.environment, SECRET_TOKEN: 't0ken' });
    await vi.waitFor(() => expect(cli.output.stderr).toContain('"Ready"'), { timeout: 20_000 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        target.client.createProcessInstanceWithResult({
          bpmnProcessId: id,
          variables: { url: backend.url },
          requestTimeout: 30_000,
        }),
      ),
    );
    for (const { variables } of answers)
      expect(variables).toMatchObject({ status: 200, seen: 'Bearer t0ken' });
    cli.process.kill('SIGTERM');
    const { exitCode, stdout, stderr } = await cli.ended;
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toContain('"Stopped"');
    expect(stderr).not.toContain('t0ken');
  });

  test('says with one line that no cluster answers, exit code 3', async () => {
    const run = await runCli(['start'], {
      ZEEBE_GRPC_ADDRESS: 'grpc://127.0.0.1:1',
      CAMUNDA_AUTH_STRATEGY: 'NONE',
    });
    expect(run).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: oneLine(/No Camunda 8 cluster answers at 127\.0\.0\.1:1/),
    });
  });

  test('refuses a setting that is wrong, exit code 2', async () => {
    const run = await runCli(['start'], { JOBWRIGHT_MAX_CONCURRENT_JOBS: 'many' });
    expect(run).toEqual({ exitCode: 2, stdout: '', stderr: oneLine(/JOBWRIGHT_MAX_CONCURRENT_JOBS/) });
  });
});
