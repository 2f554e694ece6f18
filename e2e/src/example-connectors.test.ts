import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connector } from '@jobwright/connector-sdk';
import { createTestDocuments, findExampleProblems, runConnector } from '@jobwright/connector-testing';
import { renderConnector } from '@jobwright/create-connector';
import { verifyAwsSignature } from '@jobwright/test-servers';
import { startServer } from '@jobwright/test-servers/vitest';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { exampleConnectors } from './testing/example-connectors.ts';

const examples = join(import.meta.dirname, '../../examples');
type Example = keyof typeof exampleConnectors;

const load = async (example: Example): Promise<Connector> => {
  const module: Readonly<Record<string, Connector>> = await import(
    join(examples, example, 'src/connector.ts')
  );
  return module[exampleConnectors[example].name]!;
};
const [s3, slack] = await Promise.all([load('connector-s3'), load('connector-slack')]);

/** Lines of a file of an example that the generator did not make; how wide a table is does not count. */
async function countWritten(example: Example, path: string, generated: string): Promise<number> {
  const file = join(examples, example, path);
  const made = /\.(?:ts|js|json|md)$/.test(path)
    ? await format(generated, { ...(await resolveConfig(file)), filepath: file })
    : generated;
  const rest = new Map<string, number>();
  for (const line of toLines(made)) rest.set(line, (rest.get(line) ?? 0) + 1);
  return toLines(readFileSync(file, 'utf8')).filter((line) => {
    const left = rest.get(line) ?? 0;
    rest.set(line, left - 1);
    return left < 1 && line.trim() !== '';
  }).length;
}

const toLines = (text: string): readonly string[] =>
  text.split('\n').map((line) => line.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-'));

test.each(['connector-slack', 'connector-s3'] as const)(
  '%s is what the generator made, and fewer than 60 lines written by hand',
  async (example) => {
    const counts: Record<string, number> = {};
    for (const { path, content } of renderConnector(exampleConnectors[example]).files) {
      if (path === '.env') continue;
      const written = await countWritten(example, path, content);
      if (written > 0) counts[path] = written;
    }
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    console.log(`${example}: ${all} lines written`, counts);
    expect(all).toBeGreaterThan(0);
    expect(all).toBeLessThan(60);
  },
);

test('README and example process of both fit their schemas', async () => {
  for (const [folder, connector] of [
    ['connector-slack', slack],
    ['connector-s3', s3],
  ] as const)
    for (const name of ['README.md', 'example.bpmn'])
      expect(
        await findExampleProblems(connector, readFileSync(join(examples, folder, name), 'utf8')),
      ).toEqual([]);
});

test('a document goes into S3 as a stream, whole, with a signature that the service computes too', async () => {
  const hash = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
  const documents = createTestDocuments();
  const content = Buffer.alloc(20_000_000, 'document ');
  const document = await documents.add(content, { fileName: 'a.pdf', contentType: 'application/pdf' });
  const server = await startServer(() => ({ headers: { ETag: '"7"' } }));
  const connection = {
    ...{ url: `${server.origin}/bucket`, region: 'eu-central-1' },
    ...{ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: '{{secrets.KEY}}', sessionToken: 'session' },
  };
  const { outcome } = await runConnector(
    s3,
    { connection, key: 'invoices/2026 (1)+ü.pdf', document },
    { secrets: { KEY: 's3cret/k+y' }, documents: documents.store },
  );
  expect(outcome).toEqual({ kind: 'complete', variables: { result: { etag: '"7"' } } });
  const [request] = server.requests;
  expect(request?.headers['content-length']).toBe(String(content.length));
  expect(hash(request!.bytes)).toBe(hash(content));
  expect(verifyAwsSignature(request!, 's3cret/k+y')).toBeUndefined();
  expect(verifyAwsSignature(request!, 'another')).toBe('the signature is another');
});
