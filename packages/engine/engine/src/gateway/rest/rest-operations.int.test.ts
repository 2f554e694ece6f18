import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import {
  isClosed,
  listOperations,
  MISSING_OPERATIONS,
} from '../../testing/rest-operations/list-operations.ts';
import { renderOperations } from '../../testing/rest-operations/render-operations.ts';
import { replaceOperations } from '../../testing/support-table/render-table.ts';

let engine: EmbeddedEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

const problem = z.object({
  type: z.literal('about:blank'),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  instance: z.string(),
});

async function ask(
  method: string,
  path: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const base = path.startsWith('/cluster/') ? '' : '/v2';
  const address = `${engine.restAddress}${base}${path.replaceAll(/\{\w+\}/g, '1')}`;
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{}' };
  const response = await fetch(address, { method, headers: { 'content-type': 'application/json' }, ...body });
  return { status: response.status, text: await response.text() };
}

describe('the operations that Camunda has published', () => {
  it.each(listOperations().map((operation) => [operation.operationId, operation] as const))(
    '%s is there, or off as in a cluster without security, or listed with a reason',
    async (operationId, operation) => {
      const { status, text } = await ask(operation.method, operation.path);
      const isMissing = status === 501 || status === 405 || text.includes('No endpoint');
      expect(isMissing, `${status}: ${text}`).toBe(operationId in MISSING_OPERATIONS);
      if (isClosed(operation)) expect(status).toBe(403);
      if (status >= 400) expect(problem.parse(JSON.parse(text)).status).toBe(status);
    },
  );

  it('are those in the README: npm run update -- engine-readme', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    expect(readme).toBe(replaceOperations(readme, renderOperations()));
  });
});
