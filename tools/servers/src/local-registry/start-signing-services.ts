import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { fulcioHandler, initializeCA, initializeCTLog, initializeTLog, rekorHandler } from '@sigstore/mock';

export interface SigningServices {
  /** Makes a process believe that it runs in this workflow on GitHub, and use these services. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface Workflow {
  /** `owner/name` */
  readonly repository: string;
  /** From the root of the repository. */
  readonly path: string;
}

/**
 * What a release in a workflow on GitHub gets its identity and its signatures from, on loopback: the
 * workflow's token, the certificate authority (Fulcio) and the transparency log (Rekor). The keys are new,
 * and nobody trusts them.
 */
export async function startSigningServices(workflow: Workflow): Promise<SigningServices> {
  const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authority = await initializeCA(newKey(), await initializeCTLog(newKey()));
  const handlers = [
    fulcioHandler(authority),
    rekorHandler(await initializeTLog('https://rekor.sigstore.dev', newKey())),
    {
      path: '/id-token',
      fn: () =>
        Promise.resolve({ statusCode: 200, response: JSON.stringify({ value: makeToken(workflow) }) }),
    },
  ];
  const server = createServer((request, response) => {
    const handler = handlers.find(({ path }) => path === request.url?.replace(/\?.*/, ''));
    const answer = async (): Promise<void> => {
      const made = await handler?.fn(await text(request));
      response.writeHead(made?.statusCode ?? 404, { 'content-type': 'application/json' }).end(made?.response);
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The signing services have no port');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    environment: {
      GITHUB_ACTIONS: 'true',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: workflow.repository,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_WORKFLOW_REF: referenceOf(workflow),
      RUNNER_ENVIRONMENT: 'github-hosted',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/id-token`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'none',
      SIGNING_SERVICES: origin,
      NODE_OPTIONS: `--require=${fileURLToPath(new URL('use-signing-services.cjs', import.meta.url))}`,
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const referenceOf = ({ repository, path }: Workflow): string => `${repository}/${path}@refs/heads/main`;

/** As a workflow gets it, but for its signature. */
function makeToken(workflow: Workflow): string {
  const claims = {
    iss: 'https://token.actions.githubusercontent.com',
    sub: `repo:${workflow.repository}:ref:refs/heads/main`,
    aud: 'sigstore',
    repository: workflow.repository,
    job_workflow_ref: referenceOf(workflow),
  };
  const parts = [{ alg: 'none' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return [...parts, 'unsigned'].join('.');
}
