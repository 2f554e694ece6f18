import { describe, expect, test } from 'vitest';
import { anyProcess, type SeenCall, startStore } from '../testing/start-store.ts';
import { makeFile } from '../testing/write-file.ts';
import type { AwsLogin } from './aws-credentials.ts';
import { createAwsSecrets } from './aws-secrets.ts';

const keys: AwsLogin = {
  kind: 'keys',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI' },
};
const toId = ({ body }: SeenCall) => (JSON.parse(body) as { SecretId: string }).SecretId;
const notFound = {
  status: 400,
  json: { __type: 'ResourceNotFoundException', Message: "Secrets Manager can't find the specified secret." },
};
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describe('AWS Secrets Manager', () => {
  test('reads texts, bytes and fields, signed', async () => {
    const secrets: Record<string, unknown> = {
      'jobwright/crm': { SecretString: 'plain' },
      'jobwright/db': { SecretString: '{"user":"u","password":"p"}' },
      'jobwright/key': { SecretBinary: Buffer.from('bytes').toString('base64') },
    };
    const aws = await startStore((call) => {
      const found = secrets[toId(call)];
      return found === undefined ? notFound : { json: found };
    });
    const provider = createAwsSecrets({
      region: 'eu-central-1',
      login: keys,
      endpoint: aws.origin,
      prefix: 'jobwright/',
    });
    expect(await provider.getSecret('crm', anyProcess)).toBe('plain');
    expect(await provider.getSecret('db#password', anyProcess)).toBe('p');
    expect(await provider.getSecret('key', anyProcess)).toBe('bytes');
    expect(await provider.getSecret('none', anyProcess)).toBeUndefined();
    expect(aws.calls[0]?.headers).toMatchObject({
      'x-amz-target': 'secretsmanager.GetSecretValue',
      'content-type': 'application/x-amz-json-1.1',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/secretsmanager\/aws4_request, SignedHeaders=[a-z0-9;-]+, Signature=[0-9a-f]{64}$/,
      ) as string,
    });
  });

  test('a pod of EKS takes a role, and a new one when it is over', async () => {
    let issued = 0;
    const sts = await startStore(({ body }) => {
      expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
        Action: 'AssumeRoleWithWebIdentity',
        RoleArn: 'arn:aws:iam::1:role/jobwright',
        WebIdentityToken: 'pod-token',
      });
      issued += 1;
      return {
        json: {
          AssumeRoleWithWebIdentityResponse: {
            AssumeRoleWithWebIdentityResult: {
              Credentials: {
                AccessKeyId: `ASIA${issued}`,
                SecretAccessKey: 's',
                SessionToken: `session-${issued}`,
                Expiration: Date.now() / 1000 + 3600,
              },
            },
          },
        },
      };
    });
    const aws = await startStore(({ headers }) =>
      headers['x-amz-security-token'] === 'session-1'
        ? { status: 400, json: { __type: 'com.amazon.coral.service#ExpiredTokenException' } }
        : { json: { SecretString: 'x' } },
    );
    const provider = createAwsSecrets({
      region: 'eu-central-1',
      endpoint: aws.origin,
      login: {
        kind: 'webIdentity',
        roleArn: 'arn:aws:iam::1:role/jobwright',
        tokenFile: await makeFile('pod-token\n'),
        endpoint: sts.origin,
      },
    });
    expect(await provider.getSecret('crm', anyProcess)).toBe('x');
    expect(aws.calls.map(({ headers }) => headers['x-amz-security-token'])).toEqual([
      'session-1',
      'session-2',
    ]);
  });

  test('a container asks its agent, a machine its metadata service', async () => {
    const credentials = () => ({
      json: { AccessKeyId: 'ASIA', SecretAccessKey: 's', Token: 'session', Expiration: inAnHour() },
    });
    const agent = await startStore(({ headers }) =>
      headers.authorization === 'agent-token' ? credentials() : { status: 403 },
    );
    const metadata = await startStore(({ method, url, headers }) => {
      if (method === 'PUT') return { text: 'imds' };
      if (headers['x-aws-ec2-metadata-token'] !== 'imds') return { status: 401 };
      return url.endsWith('/') ? { text: 'my-role' } : credentials();
    });
    const aws = await startStore(({ headers }) => ({
      json: { SecretString: String(headers['x-amz-security-token']) },
    }));
    const read = (login: AwsLogin) =>
      createAwsSecrets({ region: 'eu-west-1', endpoint: aws.origin, login }).getSecret('crm', anyProcess);
    expect(await read({ kind: 'container', url: agent.origin, token: 'agent-token' })).toBe('session');
    expect(await read({ kind: 'instance', endpoint: metadata.origin })).toBe('session');
    await expect(read({ kind: 'container', url: agent.origin, token: 'wrong' })).rejects.toThrow(
      'AWS refuses credentials (403): check the role of this workload',
    );
  });

  test.each<[string, number, number]>([
    ['are used until then', 3_600_000, 1],
    ['are fetched anew when it is over', -1_000, 2],
  ])('credentials with an end %s', async (_when, lifeMs, logins) => {
    const agent = await startStore(() => {
      const Expiration = new Date(Date.now() + lifeMs).toISOString();
      return { json: { AccessKeyId: 'ASIA', SecretAccessKey: 's', Token: 'session', Expiration } };
    });
    const aws = await startStore(() => ({ json: { SecretString: 'x' } }));
    const login: AwsLogin = { kind: 'container', url: agent.origin, token: 'agent-token' };
    const provider = createAwsSecrets({ region: 'eu-west-1', endpoint: aws.origin, login });
    for (const name of ['one', 'two']) await provider.getSecret(name, anyProcess);
    expect(agent.calls).toHaveLength(logins);
  });

  test('a refusal says what to check', async () => {
    const aws = await startStore(() => ({ status: 400, json: { __type: 'AccessDeniedException' } }));
    const provider = createAwsSecrets({ region: 'eu-west-1', endpoint: aws.origin, login: keys });
    await expect(provider.getSecret('crm', anyProcess)).rejects.toThrow(
      'AWS Secrets Manager refuses to read crm (400, AccessDeniedException)',
    );
  });
});
