import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { configurationSchema } from '../../configuration/configuration.schema.ts';
import { checkDocuments } from './check-stores.ts';

test('documents are checked whatever is wrong with the secrets', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-doctor-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const configuration = configurationSchema.parse({
    documents: { folder },
    secrets: {
      providers: [
        {
          type: 'vault',
          address: 'https://vault.example',
          login: { kind: 'token', token: { env: 'VAULT_TOKEN' } },
        },
      ],
    },
  });
  const parts = { configuration, timeoutMs: 1_000 } as unknown as Parameters<typeof checkDocuments>[0];
  const result = await checkDocuments(parts).run(new AbortController().signal);
  expect(result).toMatchObject({ status: 'ok', message: `${folder} stores, returns and deletes documents` });
});
