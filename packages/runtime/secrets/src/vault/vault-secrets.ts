import { readFile } from 'node:fs/promises';
import { createTokenSource, type TimedToken } from '@jobwright/http-client';
import type { SecretProvider } from '@jobwright/runtime';
import { z } from 'zod';
import { SecretStoreError } from '../secret-store-error.ts';
import { createStoreHttp, readAnswer, type StoreHttp, type StoreHttpOptions } from '../store/call-store.ts';
import { createStoreSecrets, type SecretNaming } from '../store/create-store-secrets.ts';

/**
 * A token, a file that holds one and may change (as Vault Agent writes it), or the service account of a pod.
 */
export type VaultLogin =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'tokenFile'; readonly file: string }
  | {
      readonly kind: 'kubernetes';
      readonly role: string;
      /** Where the method is mounted. Default `kubernetes`. */
      readonly mount?: string;
      /** Default: where Kubernetes puts it. */
      readonly tokenFile?: string;
    };

/** Which Vault secrets come from, and how this workload logs in. */
export interface VaultSecretsOptions extends SecretNaming, StoreHttpOptions {
  /** e.g. `https://vault.example.com:8200` */
  readonly address: string;
  readonly login: VaultLogin;
  /** Where the KV engine, version 2, is mounted. Default `secret`. */
  readonly mount?: string;
  /** The namespace, in Vault Enterprise and HCP. Default: none. */
  readonly namespace?: string;
}

const POD_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';
/** A token that the operator gave is used until Vault refuses it; a file is read again after this time. */
const FILE_LIFETIME_MS = 60_000;
/** The field that a name without `#` means. */
const DEFAULT_FIELD = 'value';

const kvAnswer = z.object({ data: z.object({ data: z.record(z.string(), z.unknown()).nullable() }) });
const loginAnswer = z.object({ auth: z.object({ client_token: z.string(), lease_duration: z.number() }) });

/**
 * Secrets of HashiCorp Vault's KV engine, version 2. `{{secrets.crm}}` is the field `value` of the secret
 * `crm`, `{{secrets.crm#token}}` its field `token`; with `bundle`, `{{secrets.TOKEN}}` is a field of that one
 * secret.
 * @see https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2
 */
export function createVaultSecrets(options: VaultSecretsOptions): SecretProvider {
  const http = createStoreHttp(options);
  const address = options.address.replace(/\/+$/, '');
  const namespace: readonly (readonly [string, string])[] =
    options.namespace === undefined ? [] : [['X-Vault-Namespace', options.namespace]];
  const token = createTokenSource(() => logIn(options.login, { http, address, namespace }));

  const ask = (id: string, shown: string) =>
    http.call({
      method: 'GET',
      url: `${address}/v1/${options.mount ?? 'secret'}/data/${encodePath(id)}`,
      headers: [['X-Vault-Token', shown], ...namespace],
    });

  const secrets = createStoreSecrets(
    {
      title: 'Vault',
      separator: '/',
      async read(id) {
        // An expired token and a missing permission look the same: one new login distinguishes them.
        const answer = await token.use({
          work: (shown) => ask(id, shown),
          isRefused: ({ status }) => status === 403,
        });
        if (answer.status === 404) return undefined;
        if (answer.status !== 200) throw refused(answer.status, id);
        const { data } = readAnswer(kvAnswer, answer, 'Vault').data;
        return data === null ? undefined : JSON.stringify(data);
      },
    },
    options,
  );
  if (options.bundle !== undefined) return secrets;
  return {
    getSecret: (name, context) =>
      secrets.getSecret(name.includes('#') ? name : `${name}#${DEFAULT_FIELD}`, context),
  };
}

interface LoginParts {
  readonly http: StoreHttp;
  readonly address: string;
  readonly namespace: readonly (readonly [string, string])[];
}

async function logIn(
  login: VaultLogin,
  { http, address, namespace }: LoginParts,
): Promise<TimedToken<string>> {
  switch (login.kind) {
    case 'token':
      return { value: login.token, lifetimeMs: Number.POSITIVE_INFINITY };
    case 'tokenFile':
      return { value: await readToken(login.file), lifetimeMs: FILE_LIFETIME_MS };
    case 'kubernetes': {
      const mount = login.mount ?? 'kubernetes';
      const answer = await http.call({
        method: 'POST',
        url: `${address}/v1/auth/${mount}/login`,
        headers: [['Content-Type', 'application/json'], ...namespace],
        body: JSON.stringify({ role: login.role, jwt: await readToken(login.tokenFile ?? POD_TOKEN) }),
      });
      if (answer.status !== 200) {
        throw new SecretStoreError(
          answer.status >= 500
            ? `Vault answered ${answer.status} to the login of the service account as role ${login.role}: check that it is unsealed, and that its auth method ${mount} reaches Kubernetes`
            : `Vault refuses the login of the service account as role ${login.role} (${answer.status}): check the role's bound service accounts and namespaces`,
        );
      }
      const { auth } = readAnswer(loginAnswer, answer, 'Vault');
      return { value: auth.client_token, lifetimeMs: auth.lease_duration * 1000 };
    }
  }
}

async function readToken(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new SecretStoreError(`The token for Vault cannot be read from ${file}`, { cause });
  }
}

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const refused = (status: number, id: string): SecretStoreError =>
  new SecretStoreError(
    status === 403
      ? `Vault refuses to read ${id} (403): check the token and its policy`
      : `Vault answered ${status} for ${id}${status === 503 ? ': it is sealed or in maintenance' : ''}`,
  );
