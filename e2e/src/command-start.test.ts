import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { makeConnectorProject, toGreeter, toGreeting, toManifest } from './testing/connector-project.ts';
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
    await vi.waitFor(() => expect(cli.output.stderr).toContain('"Ready"'));
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

  test('works with connectors it does not bring: of a package, a module and a folder of packages', async () => {
    const project = await makeConnectorProject();
    onTestFinished(() => project.remove());
    await project.write({
      'package.json': '{ "private": true }',
      'node_modules/@acme/greet/package.json': toManifest('@acme/greet'),
      'node_modules/@acme/greet/dist/index.js': toGreeter('acme:greet:1', 'Hello'),
      'shout.mjs': toGreeter('acme:shout:1', 'HELLO'),
      'connectors/README.md': 'As mounted into an image.',
      'connectors/whisper/package.json': toManifest('whisper', { exports: undefined, main: 'lib' }),
      'connectors/whisper/lib/index.js': toGreeter('acme:whisper:1', '(hello)'),
      'connectors/@acme/sing/package.json': toManifest('@acme/sing', { exports: './sing.js' }),
      'connectors/@acme/sing/sing.js': toGreeter('acme:sing:1', 'Hellooo'),
    });
    const given = ['@acme/greet', './shout.mjs', join(project.root, 'connectors')];
    const cli = startCli(['start', '--connectors-modules', ...given], target.environment, project.root);
    await vi.waitFor(() => expect(cli.output.stderr).toContain('"Ready"'));
    const answers = [];
    for (const kind of ['greet', 'shout', 'whisper', 'sing']) {
      const id = `${kind}-${process.pid}`;
      const model = Buffer.from(toGreeting(`acme:${kind}:1`, id));
      await target.client.deployResource({ process: model, name: `${id}.bpmn` });
      const { variables } = await target.client.createProcessInstanceWithResult({
        bpmnProcessId: id,
        variables: { name: 'Ada' },
        requestTimeout: 30_000,
      });
      answers.push(variables);
    }
    cli.process.kill('SIGTERM');
    const { exitCode, stderr } = await cli.ended;
    expect(exitCode, stderr).toBe(0);
    expect(answers).toMatchObject(
      ['Hello', 'HELLO', '(hello)', 'Hellooo'].map((word) => ({ greeting: { text: `${word} Ada` } })),
    );
    const loaded = stderr.split('\n').filter((line) => line.includes('"Loaded"'));
    expect(loaded.map((line): unknown => JSON.parse(line))).toMatchObject([
      { from: '@acme/greet', jobTypes: ['acme:greet:1'] },
      { from: './shout.mjs', jobTypes: ['acme:shout:1'] },
      { from: join(project.root, 'connectors/@acme/sing'), jobTypes: ['acme:sing:1'] },
      { from: join(project.root, 'connectors/whisper'), jobTypes: ['acme:whisper:1'] },
    ]);
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
    const run = await runCli(['start'], { JOBWRIGHT_JOBS_MAX_CONCURRENT: 'many' });
    expect(run).toEqual({ exitCode: 2, stdout: '', stderr: oneLine(/JOBWRIGHT_JOBS_MAX_CONCURRENT/) });
  });
});
