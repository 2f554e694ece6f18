import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { runCli } from '../src/testing/run-cli.ts';
import { engineCases } from './testing/check-cases.ts';

// What `jobwright check --target camunda7` says of a model is what the engine does with it.
const engineUrl = inject('engineUrl');
const deployment = z.object({
  id: z.string(),
  deployedProcessDefinitions: z.record(z.string(), z.unknown()).nullable(),
});
const created = z.object({ id: z.string(), ended: z.boolean() });
const report = z.object({
  files: z.array(
    z.object({
      file: z.string(),
      parts: z.array(
        z.object({
          elements: z.array(
            z.object({
              status: z.object({ camunda7: z.enum(['runs', 'differs', 'fails']) }),
              findings: z.array(z.object({ code: z.string(), level: z.string() })),
            }),
          ),
        }),
      ),
    }),
  ),
});

type Outcome = 'refused' | 'stopped' | 'waits' | 'ended';

let folder: string;
const deployments: string[] = [];
const judged = new Map<string, { readonly fails: boolean; readonly codes: readonly string[] }>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-check-rules-'));
  await Promise.all(engineCases.map(({ id, xml }) => writeFile(join(folder, `${id}.bpmn`), xml)));
  const { stdout } = await runCli(
    ['check', '.', '--target', 'camunda7', '--workers', 'check-work', '--json'],
    {},
    folder,
  );
  for (const { file, parts } of report.parse(JSON.parse(stdout)).files) {
    const elements = parts.flatMap((part) => part.elements);
    judged.set(file.replace('.bpmn', ''), {
      fails: elements.some(({ status }) => status.camunda7 === 'fails'),
      codes: elements.flatMap(({ findings }) => findings.map(({ code }) => code)),
    });
  }
});
afterAll(async () => {
  for (const id of deployments)
    await fetch(`${engineUrl}/deployment/${id}?cascade=true`, { method: 'DELETE' });
  await rm(folder, { recursive: true, force: true });
});

async function runOnEngine(id: string, xml: string): Promise<Outcome> {
  const form = new FormData();
  form.append('deployment-name', `check-${id}`);
  form.append('model.bpmn', new Blob([xml]), 'model.bpmn');
  const deployed = await fetch(`${engineUrl}/deployment/create`, { method: 'POST', body: form });
  if (!deployed.ok) return 'refused';
  const { id: deploymentId, deployedProcessDefinitions } = deployment.parse(await deployed.json());
  deployments.push(deploymentId);
  const [definitionId] = Object.keys(deployedProcessDefinitions ?? {});
  const started = await fetch(`${engineUrl}/process-definition/${definitionId}/start`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ variables: { amount: { value: 7 }, items: { value: '[]' } } }),
  });
  if (!started.ok) return 'stopped';
  return created.parse(await started.json()).ended ? 'ended' : 'waits';
}

test.each(engineCases)('$id: $outcome', async ({ id, xml, outcome, code }) => {
  expect(await runOnEngine(id, xml)).toBe(outcome);
  expect(judged.get(id)).toMatchObject({ fails: code !== undefined });
  if (code !== undefined) expect(judged.get(id)?.codes).toContain(code);
});
