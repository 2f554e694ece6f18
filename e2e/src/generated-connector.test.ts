import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { renderConnector } from '@jobwright/create-connector';
import type { Connector } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { createOutboundNetwork } from '@jobwright/http-client';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

// Below this package, so that what it imports is found; the name keeps it out of git.
const root = join(import.meta.dirname, '../test-results/generated-connector');
const { files } = renderConnector({
  name: 'slack',
  operation: 'send-message',
  kind: 'standalone',
  jobType: 'acme:slack:1',
  version: '0.1.0',
});
let slack: Connector;

beforeAll(async () => {
  for (const { path, content } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const loaded = (await import(join(root, 'src/connector.ts'))) as { slack: Connector };
  slack = loaded.slack;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function startService(): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization ?? '');
    response.end('{"id": "42"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

describe('a generated connector', () => {
  const run = (url: string, settings: Parameters<typeof createOutboundNetwork>[0]) =>
    runConnector(
      slack,
      { connection: { url, token: 't0ken' }, text: 'Hello' },
      {
        headers: { operation: 'sendMessage', resultVariable: 'result' },
        network: createOutboundNetwork(settings),
      },
    );

  it('reaches nothing that the network of its runtime blocks', async () => {
    const { url, seen } = await startService();
    for (const settings of [{ mode: 'hardened' }, { deny: ['127.0.0.1'] }] as const) {
      const { outcome } = await run(url, settings);
      expect(outcome).toMatchObject({
        kind: 'fail',
        retries: 0,
        variables: { error: { code: 'HTTP_BLOCKED' } },
      });
    }
    expect(seen).toEqual([]);
  });

  it('reaches what is open, within its limits', async () => {
    const { url, seen } = await startService();
    const limits = { '127.0.0.1': { requestsPerSecond: 0.001, burst: 1, maxQueued: 0 } };
    const network = createOutboundNetwork({ mode: 'hardened', allowPrivate: ['127.0.0.1'], limits });
    const options = { headers: { operation: 'sendMessage', resultVariable: 'result' }, network };
    const input = { connection: { url, token: 't0ken' }, text: 'Hello' };
    expect((await runConnector(slack, input, options)).outcome).toMatchObject({
      kind: 'complete',
      variables: { result: { id: '42' } },
    });
    expect((await runConnector(slack, input, options)).outcome).toMatchObject({
      variables: { error: { code: 'HTTP_RATE_LIMITED' } },
    });
    expect(seen).toEqual(['Bearer t0ken']);
  });
});

describe('a connector that would call past the network', () => {
  const lint = async (cwd: string, filePath: string, config: string, line: string) => {
    const eslint = new ESLint({ cwd, overrideConfigFile: config });
    const [result] = await eslint.lintText(`${line}\n`, { filePath });
    return result?.messages.map(({ ruleId }) => ruleId);
  };
  const lines = [
    [
      "import { createHttpClient } from '@jobwright/http-client';\nexport { createHttpClient };",
      'no-restricted-imports',
    ],
    ["import { request } from 'node:https';\nexport { request };", 'no-restricted-imports'],
    ["import { fetch } from 'undici';\nexport { fetch };", 'no-restricted-imports'],
    ["export const answer = fetch('https://example.com');", 'no-restricted-globals'],
  ] as const;

  it.each(lines)('is refused by lint in a repository of its own: %s', async (line, rule) => {
    expect(await lint(root, join(root, 'src/index.ts'), join(root, 'eslint.config.js'), line)).toContain(
      rule,
    );
  });

  it.each(lines)('is refused by lint in this repository: %s', async (line, rule) => {
    const top = join(import.meta.dirname, '../..');
    const file = join(top, 'packages/connectors/graphql/src/index.ts');
    expect(await lint(top, file, join(top, 'eslint.config.mjs'), line)).toContain(rule);
  });
});
