import { describe, expect, test } from 'vitest';
import { anyProcess, startStore } from '../testing/start-store.ts';
import { makeFile } from '../testing/write-file.ts';
import { createAzureSecrets } from './azure-secrets.ts';
import type { AzureLogin } from './azure-token.ts';

const startKeyVault = () =>
  startStore(({ url, headers }) => {
    if (headers.authorization !== 'Bearer t') return { status: 401 };
    return url === '/secrets/CRM-TOKEN?api-version=7.4'
      ? { json: { value: 'x', id: 'https://my-vault.vault.azure.net/secrets/CRM-TOKEN/1' } }
      : { status: 404, json: { error: { code: 'SecretNotFound' } } };
  });

describe('Azure Key Vault', () => {
  test('an app shows its secret, a pod its federated token, a machine its identity', async () => {
    const vault = await startKeyVault();
    const authority = await startStore(({ url, body }) => {
      const form = new URLSearchParams(body);
      const shown = form.get('client_secret') ?? form.get('client_assertion');
      const isRight =
        url === '/my-tenant/oauth2/v2.0/token' &&
        form.get('scope') === 'https://vault.azure.net/.default' &&
        (shown === 'app-secret' || shown === 'pod-token');
      return isRight ? { json: { access_token: 't', expires_in: 3599 } } : { status: 401 };
    });
    const machine = await startStore(({ url, headers }) =>
      headers.metadata === 'true' && url.includes('resource=https%3A%2F%2Fvault.azure.net')
        ? { json: { access_token: 't', expires_in: '3599' } }
        : { status: 400 },
    );
    const app = { tenantId: 'my-tenant', clientId: 'my-app', authority: authority.origin };
    const logins: readonly AzureLogin[] = [
      { kind: 'clientSecret', clientSecret: 'app-secret', ...app },
      { kind: 'workloadIdentity', tokenFile: await makeFile('pod-token'), ...app },
      { kind: 'managedIdentity', endpoint: machine.origin },
    ];
    for (const login of logins) {
      const secrets = createAzureSecrets({ vaultUrl: vault.origin, login });
      expect(await secrets.getSecret('CRM_TOKEN', anyProcess)).toBe('x');
      expect(await secrets.getSecret('OTHER', anyProcess)).toBeUndefined();
    }
    const wrong = createAzureSecrets({
      vaultUrl: vault.origin,
      login: { kind: 'clientSecret', clientSecret: 'old', ...app },
    });
    await expect(wrong.getSecret('CRM_TOKEN', anyProcess)).rejects.toThrow(
      'Azure issued no token (401): check the identity of this workload and its client id',
    );
  });
});
