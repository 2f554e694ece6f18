import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { makeFile } from '../testing/write-file.ts';
import { anyProcess, startStore } from '../testing/start-store.ts';
import { createVaultSecrets } from './vault-secrets.ts';

const kv = (data: Record<string, unknown> | null) => ({
  json: { data: { data, metadata: { version: 3, destroyed: data === null } } },
});

const startVault = (secrets: Record<string, Record<string, unknown>>) =>
  startStore(({ method, url, headers, body }) => {
    if (method === 'POST' && url === '/v1/auth/kubernetes/login') {
      const { role, jwt } = JSON.parse(body) as { role: string; jwt: string };
      if (role !== 'connectors' || jwt !== 'pod-token') return { status: 403, json: { errors: ['denied'] } };
      return { json: { auth: { client_token: 'pod-login', lease_duration: 3600 } } };
    }
    if (!['s.good', 'pod-login'].includes(String(headers['x-vault-token']))) {
      return { status: 403, json: { errors: ['permission denied'] } };
    }
    const data = secrets[url.replace('/v1/secret/data/', '')];
    return data === undefined ? { status: 404, json: { errors: [] } } : kv(data);
  });

const token = { kind: 'token', token: 's.good' } as const;

describe('Vault', () => {
  test('a name is the field "value" of a secret, or the one behind #', async () => {
    const vault = await startVault({ 'jobwright/crm': { value: 'plain', token: 'other', port: 5432 } });
    const secrets = createVaultSecrets({ address: vault.origin, login: token, prefix: 'jobwright/' });
    expect(await secrets.getSecret('crm', anyProcess)).toBe('plain');
    expect(await secrets.getSecret('crm#token', anyProcess)).toBe('other');
    expect(await secrets.getSecret('crm#port', anyProcess)).toBe('5432');
    expect(await secrets.getSecret('crm#none', anyProcess)).toBeUndefined();
    expect(await secrets.getSecret('erp', anyProcess)).toBeUndefined();
  });

  test('one secret can hold all', async () => {
    const vault = await startVault({ connectors: { CRM_TOKEN: 'abc' } });
    const secrets = createVaultSecrets({ address: `${vault.origin}/`, login: token, bundle: 'connectors' });
    expect(await secrets.getSecret('CRM_TOKEN', anyProcess)).toBe('abc');
    expect(await secrets.getSecret('OTHER', anyProcess)).toBeUndefined();
  });

  test('tenant and process can be part of the name', async () => {
    const vault = await startVault({ 'default/order/crm': { value: 'of order' } });
    const secrets = createVaultSecrets({
      address: vault.origin,
      login: token,
      tenantAware: true,
      processAware: true,
    });
    expect(await secrets.getSecret('crm', anyProcess)).toBe('of order');
    expect(await secrets.getSecret('crm', { ...anyProcess, bpmnProcessId: 'refund' })).toBeUndefined();
  });

  test.each([
    '../admin',
    'a/../../sys/seal',
    'a//b',
    '/crm',
    'crm?version=1',
    'crm%2f..',
    './crm',
    'crm#',
    'a#b#c',
  ])('the name %s leads nowhere', async (name) => {
    const vault = await startVault({});
    const secrets = createVaultSecrets({ address: vault.origin, login: token, prefix: 'jobwright/' });
    expect(await secrets.getSecret(name, anyProcess)).toBeUndefined();
    expect(vault.calls).toEqual([]);
  });

  test('a pod logs in with its service account, once', async () => {
    const vault = await startVault({ crm: { value: 'x' } });
    const tokenFile = await makeFile('pod-token\n');
    const secrets = createVaultSecrets({
      address: vault.origin,
      namespace: 'team',
      login: { kind: 'kubernetes', role: 'connectors', tokenFile },
    });
    await Promise.all([1, 2, 3].map(async () => secrets.getSecret('crm', anyProcess)));
    expect(vault.calls.filter(({ url }) => url.endsWith('/login'))).toHaveLength(1);
    expect(vault.calls.map(({ headers }) => headers['x-vault-namespace'])).toEqual(Array(4).fill('team'));
  });

  test('the error for a refused pod has its role, not its token', async () => {
    const vault = await startVault({});
    const tokenFile = await makeFile('stolen-token');
    const secrets = createVaultSecrets({
      address: vault.origin,
      login: { kind: 'kubernetes', role: 'connectors', tokenFile },
    });
    const refused = expect(secrets.getSecret('crm', anyProcess)).rejects;
    await refused.toThrow(/refuses the login of the service account as role connectors \(403\)/);
    await expect(secrets.getSecret('crm', anyProcess)).rejects.not.toThrow(/stolen/);
  });

  test('a Vault that cannot ask Kubernetes is distinguished from a pod that is refused', async () => {
    const vault = await startStore(() => ({ status: 500, json: { errors: ['connection refused'] } }));
    const tokenFile = await makeFile('pod-token');
    const secrets = createVaultSecrets({
      address: vault.origin,
      login: { kind: 'kubernetes', role: 'connectors', mount: 'eu', tokenFile },
    });
    await expect(secrets.getSecret('crm', anyProcess)).rejects.toThrow(
      'Vault answered 500 to the login of the service account as role connectors: check that it is unsealed, and that its auth method eu reaches Kubernetes',
    );
  });

  test('a token in a file may change', async () => {
    const vault = await startVault({ crm: { value: 'x' } });
    const file = await makeFile('s.old');
    const secrets = createVaultSecrets({ address: vault.origin, login: { kind: 'tokenFile', file } });
    await expect(secrets.getSecret('crm', anyProcess)).rejects.toThrow(
      'Vault refuses to read crm (403): check the token and its policy',
    );
    await writeFile(file, 's.good\n');
    expect(await secrets.getSecret('crm', anyProcess)).toBe('x');
  });

  test('a deleted version is no secret; a sealed Vault is an error', async () => {
    const deleted = await startStore(() => kv(null));
    expect(
      await createVaultSecrets({ address: deleted.origin, login: token }).getSecret('crm', anyProcess),
    ).toBeUndefined();
    const sealed = await startStore(() => ({ status: 503 }));
    await expect(
      createVaultSecrets({ address: sealed.origin, login: token }).getSecret('crm', anyProcess),
    ).rejects.toThrow('Vault answered 503 for crm: it is sealed or in maintenance');
  });

  test('a Vault that hangs is given up', async () => {
    const { createServer } = await import('node:net');
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const secrets = createVaultSecrets({
      address: `http://127.0.0.1:${port}`,
      login: token,
      timeoutMs: 50,
    });
    await expect(secrets.getSecret('crm', anyProcess)).rejects.toMatchObject({ code: 'HTTP_CANCELLED' });
    server.close();
  });
});
