import { readFile } from 'node:fs/promises';
import type { TimedToken } from '@jobwright/http-client';
import { z } from 'zod';
import { SecretStoreError } from '../secret-store-error.ts';
import { readAnswer, type StoreHttp } from '../store/call-store.ts';

/**
 * How this workload logs in: as an app with a secret, with a federated token (AKS), or as the identity of the
 * machine.
 */
export type AzureLogin =
  | {
      readonly kind: 'clientSecret';
      readonly tenantId: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly authority?: string;
    }
  | {
      readonly kind: 'workloadIdentity';
      readonly tenantId: string;
      readonly clientId: string;
      readonly tokenFile: string;
      readonly authority?: string;
    }
  | { readonly kind: 'managedIdentity'; readonly clientId?: string; readonly endpoint?: string };

const AUTHORITY = 'https://login.microsoftonline.com';
const METADATA = 'http://169.254.169.254';
const RESOURCE = 'https://vault.azure.net';
/** The metadata service writes the seconds as text. */
const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.coerce.number() });

/** @throws SecretStoreError */
export async function fetchAzureToken(login: AzureLogin, http: StoreHttp): Promise<TimedToken<string>> {
  const answer =
    login.kind === 'managedIdentity' ? await askMachine(login, http) : await askAuthority(login, http);
  if (answer.status !== 200) {
    throw new SecretStoreError(
      `Azure issued no token (${answer.status}): check the identity of this workload and its client id`,
    );
  }
  const token = readAnswer(tokenAnswer, answer, 'Azure');
  return { value: token.access_token, lifetimeMs: token.expires_in * 1000 };
}

/** @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
async function askAuthority(login: Exclude<AzureLogin, { kind: 'managedIdentity' }>, http: StoreHttp) {
  const proof =
    login.kind === 'clientSecret'
      ? { client_secret: login.clientSecret }
      : {
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: (await readFile(login.tokenFile, 'utf8')).trim(),
        };
  const authority = (login.authority ?? AUTHORITY).replace(/\/+$/, '');
  return http.call({
    method: 'POST',
    url: `${authority}/${encodeURIComponent(login.tenantId)}/oauth2/v2.0/token`,
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: login.clientId,
      scope: `${RESOURCE}/.default`,
      ...proof,
    }).toString(),
  });
}

/** @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token */
async function askMachine(
  { clientId, endpoint = METADATA }: Extract<AzureLogin, { kind: 'managedIdentity' }>,
  http: StoreHttp,
) {
  const query = new URLSearchParams({
    'api-version': '2018-02-01',
    resource: RESOURCE,
    ...(clientId !== undefined && { client_id: clientId }),
  });
  return http.call({
    method: 'GET',
    url: `${endpoint}/metadata/identity/oauth2/token?${query.toString()}`,
    headers: [['Metadata', 'true']],
  });
}
