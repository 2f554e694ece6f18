import { createTokenSource } from '@jobwright/http-client';
import type { SecretProvider } from '@jobwright/runtime';
import { z } from 'zod';
import { SecretStoreError } from '../secret-store-error.ts';
import { createStoreHttp, readAnswer, type StoreHttpOptions } from '../store/call-store.ts';
import { createStoreSecrets, type SecretNaming } from '../store/create-store-secrets.ts';
import { type AzureLogin, fetchAzureToken } from './azure-token.ts';

/** Which key vault secrets come from, and how this workload logs in. */
export interface AzureSecretsOptions extends SecretNaming, StoreHttpOptions {
  /** e.g. `https://my-vault.vault.azure.net` */
  readonly vaultUrl: string;
  readonly login: AzureLogin;
}

const API_VERSION = '7.4';
const secretAnswer = z.object({ value: z.string() });

/**
 * Secrets of Azure Key Vault, their current version. Its names have letters, digits and `-` only: a `_` or
 * `.` in a placeholder's name means a `-`.
 * @see https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret
 */
export function createAzureSecrets(options: AzureSecretsOptions): SecretProvider {
  const http = createStoreHttp(options);
  const vaultUrl = options.vaultUrl.replace(/\/+$/, '');
  const token = createTokenSource(() => fetchAzureToken(options.login, http));

  const ask = (name: string, shown: string) =>
    http.call({
      method: 'GET',
      url: `${vaultUrl}/secrets/${encodeURIComponent(name)}?api-version=${API_VERSION}`,
      headers: [['Authorization', `Bearer ${shown}`]],
    });

  return createStoreSecrets(
    {
      title: 'Azure Key Vault',
      separator: '-',
      async read(id) {
        const name = id.replace(/[_.]/g, '-');
        const answer = await token.use({
          work: (shown) => ask(name, shown),
          isRefused: ({ status }) => status === 401,
        });
        if (answer.status === 404) return undefined;
        if (answer.status !== 200) {
          throw new SecretStoreError(
            `Azure Key Vault refuses to read ${name} (${answer.status}): check the role Key Vault Secrets User of this workload's identity`,
          );
        }
        return readAnswer(secretAnswer, answer, 'Azure Key Vault').value;
      },
    },
    options,
  );
}
