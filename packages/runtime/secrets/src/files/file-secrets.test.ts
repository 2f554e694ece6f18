import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { anyProcess } from '../testing/start-store.ts';
import { makeFolder } from '../testing/write-file.ts';
import { createFileSecrets } from './file-secrets.ts';

test('a file is a secret, read anew each time', async () => {
  const directory = await makeFolder();
  await writeFile(join(directory, 'CRM_TOKEN'), 'first\n');
  const secrets = createFileSecrets({ directory });
  expect(await secrets.getSecret('CRM_TOKEN', anyProcess)).toBe('first');
  await writeFile(join(directory, 'CRM_TOKEN'), 'second');
  expect(await secrets.getSecret('CRM_TOKEN', anyProcess)).toBe('second');
  expect(await secrets.getSecret('OTHER', anyProcess)).toBeUndefined();
});

test('mounted as Kubernetes does, through links, by tenant', async () => {
  const directory = await makeFolder();
  await mkdir(join(directory, '..data-1', 'acme'), { recursive: true });
  await writeFile(join(directory, '..data-1', 'acme', 'key.pem'), '-----BEGIN\nx\n-----END\n');
  await symlink(join(directory, '..data-1', 'acme'), join(directory, 'acme'));
  const secrets = createFileSecrets({ directory, tenantAware: true });
  const acme = { ...anyProcess, tenantId: 'acme' };
  expect(await secrets.getSecret('key.pem', acme)).toBe('-----BEGIN\nx\n-----END');
  expect(await secrets.getSecret('key.pem', anyProcess)).toBeUndefined();
});

test.each(['../etc/passwd', '/etc/passwd', 'a/../../b', '..', '.', 'a\0b', 'a\\..\\b'])(
  '%j is no file of the folder',
  async (name) => {
    const directory = join(await makeFolder(), 'secrets');
    await mkdir(directory);
    expect(await createFileSecrets({ directory }).getSecret(name, anyProcess)).toBeUndefined();
  },
);

test('a folder is no secret', async () => {
  const directory = await makeFolder();
  await mkdir(join(directory, 'folder'));
  expect(await createFileSecrets({ directory }).getSecret('folder', anyProcess)).toBeUndefined();
});
