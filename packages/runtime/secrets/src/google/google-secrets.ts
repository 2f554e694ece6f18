import { createTokenSource } from '@jobwright/http-client';
import type { SecretProvider } from '@jobwright/runtime';
import { z } from 'zod';
import { SecretStoreError } from '../secret-store-error.ts';
import { createStoreHttp, readAnswer, type StoreHttpOptions } from '../store/call-store.ts';
import { createStoreSecrets, type SecretNaming } from '../store/create-store-secrets.ts';
import { fetchGoogleToken, type GoogleLogin } from './google-token.ts';

/** Which project secrets come from, and how this workload logs in. */
export interface GoogleSecretsOptions extends SecretNaming, StoreHttpOptions {
  /** The id or the number of the project. */
  readonly project: string;
  readonly login: GoogleLogin;
  /** Default `https://secretmanager.googleapis.com`. */
  readonly endpoint?: string;
}

const accessAnswer = z.object({ payload: z.object({ data: z.base64() }) });

/**
 * Secrets of Google Secret Manager, their latest version. Its ids have no `/`: tenant and process are joined
 * with `-`.
 * @see https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/access
 */
export function createGoogleSecrets(options: GoogleSecretsOptions): SecretProvider {
  const http = createStoreHttp(options);
  const endpoint = (options.endpoint ?? 'https://secretmanager.googleapis.com').replace(/\/+$/, '');
  const token = createTokenSource(() => fetchGoogleToken(options.login, http));

  const ask = (id: string, shown: string) =>
    http.call({
      method: 'GET',
      url: `${endpoint}/v1/projects/${encodeURIComponent(options.project)}/secrets/${encodeURIComponent(id)}/versions/latest:access`,
      headers: [['Authorization', `Bearer ${shown}`]],
    });

  return createStoreSecrets(
    {
      title: 'Google Secret Manager',
      separator: '-',
      async read(id) {
        const answer = await token.use({
          work: (shown) => ask(id, shown),
          isRefused: ({ status }) => status === 401,
        });
        if (answer.status === 404) return undefined;
        if (answer.status !== 200) {
          throw new SecretStoreError(
            `Google Secret Manager refuses to read ${id} (${answer.status}): check the role Secret Manager Secret Accessor of this workload`,
          );
        }
        const { payload } = readAnswer(accessAnswer, answer, 'Google Secret Manager');
        return Buffer.from(payload.data, 'base64').toString('utf8');
      },
    },
    options,
  );
}
