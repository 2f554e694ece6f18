import { readFile } from 'node:fs/promises';
import type { TimedToken } from '@jobwright/http-client';
import { z } from 'zod';
import { SecretStoreError } from '../secret-store-error.ts';
import { readAnswer, type StoreHttp } from '../store/call-store.ts';

/** Keys that requests to AWS are signed with. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of keys that expire. */
  readonly sessionToken?: string;
}

/** Where credentials come from; the kinds are those that the SDKs of AWS find in the environment. */
export type AwsLogin =
  | { readonly kind: 'keys'; readonly credentials: AwsCredentials }
  /** `AWS_ROLE_ARN` and `AWS_WEB_IDENTITY_TOKEN_FILE`: a service account of EKS. */
  | {
      readonly kind: 'webIdentity';
      readonly roleArn: string;
      readonly tokenFile: string;
      readonly endpoint?: string;
    }
  /** `AWS_CONTAINER_CREDENTIALS_FULL_URI`: EKS Pod Identity and ECS. */
  | { readonly kind: 'container'; readonly url: string; readonly tokenFile?: string; readonly token?: string }
  /** The role of the machine, from its metadata service (version 2). */
  | { readonly kind: 'instance'; readonly endpoint?: string };

const METADATA = 'http://169.254.169.254';
const containerAnswer = z.object({
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  Token: z.string(),
  Expiration: z.iso.datetime({ offset: true }),
});
const assumedRole = z.object({
  AssumeRoleWithWebIdentityResponse: z.object({
    AssumeRoleWithWebIdentityResult: z.object({
      Credentials: z.object({
        AccessKeyId: z.string(),
        SecretAccessKey: z.string(),
        SessionToken: z.string(),
        /** Seconds since the epoch. */
        Expiration: z.number(),
      }),
    }),
  }),
});

/** @throws SecretStoreError */
export async function fetchAwsCredentials(
  login: AwsLogin,
  { http, region }: { readonly http: StoreHttp; readonly region: string },
): Promise<TimedToken<AwsCredentials>> {
  switch (login.kind) {
    case 'keys':
      return { value: login.credentials, lifetimeMs: Number.POSITIVE_INFINITY };
    case 'webIdentity':
      return assumeRole(login, http, region);
    case 'container': {
      const token =
        login.tokenFile === undefined ? login.token : (await readFile(login.tokenFile, 'utf8')).trim();
      return readCredentials(http, login.url, token === undefined ? [] : [['Authorization', token]]);
    }
    case 'instance':
      return askInstance(http, login.endpoint ?? METADATA);
  }
}

async function assumeRole(
  login: Extract<AwsLogin, { kind: 'webIdentity' }>,
  http: StoreHttp,
  region: string,
): Promise<TimedToken<AwsCredentials>> {
  const form = new URLSearchParams({
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: login.roleArn,
    RoleSessionName: 'jobwright',
    WebIdentityToken: (await readFile(login.tokenFile, 'utf8')).trim(),
  });
  const answer = await http.call({
    method: 'POST',
    url: login.endpoint ?? `https://sts.${region}.amazonaws.com/`,
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Accept', 'application/json'],
    ],
    body: form.toString(),
  });
  if (answer.status !== 200) throw refused(`to assume the role ${login.roleArn}`, answer.status);
  const { Credentials } = readAnswer(assumedRole, answer, 'AWS').AssumeRoleWithWebIdentityResponse
    .AssumeRoleWithWebIdentityResult;
  return {
    value: {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
    },
    lifetimeMs: toLifetimeMs(Credentials.Expiration * 1000),
  };
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html */
async function askInstance(http: StoreHttp, endpoint: string): Promise<TimedToken<AwsCredentials>> {
  const session = await http.text({
    method: 'PUT',
    url: `${endpoint}/latest/api/token`,
    headers: [['X-aws-ec2-metadata-token-ttl-seconds', '21600']],
  });
  if (session.status !== 200) throw refused('a session of the metadata service', session.status);
  const headers = [['X-aws-ec2-metadata-token', session.text]] as const;
  const roles = `${endpoint}/latest/meta-data/iam/security-credentials/`;
  const role = await http.text({ method: 'GET', url: roles, headers });
  if (role.status !== 200) throw refused('the role of this machine', role.status);
  return readCredentials(
    http,
    `${roles}${encodeURIComponent(role.text.trim().split('\n')[0] ?? '')}`,
    headers,
  );
}

async function readCredentials(
  http: StoreHttp,
  url: string,
  headers: readonly (readonly [string, string])[],
): Promise<TimedToken<AwsCredentials>> {
  const answer = await http.call({ method: 'GET', url, headers });
  if (answer.status !== 200) throw refused('credentials', answer.status);
  const found = readAnswer(containerAnswer, answer, 'AWS');
  return {
    value: {
      accessKeyId: found.AccessKeyId,
      secretAccessKey: found.SecretAccessKey,
      sessionToken: found.Token,
    },
    lifetimeMs: toLifetimeMs(Date.parse(found.Expiration)),
  };
}

const toLifetimeMs = (expiresAtEpochMs: number): number => expiresAtEpochMs - Date.now();

const refused = (what: string, status: number): SecretStoreError =>
  new SecretStoreError(`AWS refuses ${what} (${status}): check the role of this workload`);
