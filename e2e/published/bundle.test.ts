import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { type RestBackend, startRestBackend } from '../src/testing/rest-backend.ts';
import { restCall } from '../src/testing/rest-call-process.ts';
import { nodeVersions } from './node-versions.ts';
import { command, findNode, runNpm } from './published.ts';
import { runService } from './run-service.ts';

/** Its connector brings fonts and bundled code of others: both have to be in the tarball. */
const makePdf = oneTaskProcess({
  id: 'pdf',
  jobType: 'io.jobwright:pdf:1',
  inputs: {
    fileName: 'greeting.pdf',
    title: 'Greeting',
    content: '=[{ type: "paragraph", text: "Grüße, Γειά, Привет" }]',
  },
  headers: { resultVariable: 'pdf' },
});

let backend: RestBackend;

beforeAll(async () => {
  backend = await startRestBackend();
  await writeFile(join(command.folder, 'rest-call.bpmn'), restCall());
  await writeFile(join(command.folder, 'pdf.bpmn'), makePdf);
});
afterAll(() => backend?.close());

test.each(nodeVersions)('runs a process on Node %s', async (nodeVersion) => {
  const run = (args: readonly string[]) =>
    runNpm('npx', ['--no-install', 'jobwright', ...args], {
      cwd: command.folder,
      nodeVersion,
      environment: { SECRET_TOKEN: 't0ken' },
    });
  expect(await run(['--help'])).toContain('jobwright');
  const variables = JSON.stringify({ url: backend.url });
  const result = await run(['run', 'rest-call.bpmn', '--variables', variables]);
  expect(JSON.parse(result)).toMatchObject({ status: 200, seen: 'Bearer t0ken' });
  const made = await run(['run', 'pdf.bpmn', '--documents', `documents-${nodeVersion}`]);
  expect(JSON.parse(made)).toMatchObject({ pdf: { fileName: 'greeting.pdf', pages: 1 } });
});

test.each(nodeVersions)('works for a cluster until it is asked to stop on Node %s', async (version) => {
  const variables = await runService(
    { folder: command.folder, node: findNode(version), secrets: { TOKEN: 't0ken' } },
    { bpmnProcessId: 'rest-call', model: restCall(), variables: { url: backend.url } },
  );
  expect(variables).toMatchObject({ status: 200, seen: 'Bearer t0ken' });
});
