import { randomBytes } from 'node:crypto';
import {
  fetchPythonPackages,
  findFreePort,
  type JsonServer,
  makeServerDirectory,
  runServer,
  serveJson,
} from '../local-server/index.ts';
import aws4 from 'aws4';

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface RunningAws {
  /** Of all its services: Secrets Manager, STS, IAM. */
  readonly endpoint: string;
  readonly region: 'eu-west-1';
  /** Of a user who may read secrets, and nothing else. */
  readonly keys: AwsKeys;
  /** Of a user who may do nothing. */
  readonly powerlessKeys: AwsKeys;
  /** Of STS for pods, which show a token. */
  readonly podEndpoint: string;
  /** Their role, which may read secrets. */
  readonly roleArn: string;
  /** What EKS puts into a pod that has the role. */
  readonly podToken: string;
  /** Writes a secret; it is a new version when there is one. */
  put(name: string, value: string): Promise<void>;
  stop(): Promise<void>;
}

const PACKAGES = ['moto==5.2.5', 'flask==3.1.3', 'flask-cors==6.0.5'] as const;
const REGION = 'eu-west-1';
const TIMEOUT_MS = 30_000;
const IAM_VERSION = '2010-05-08';
const MAY_READ = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' }],
});
const FOR_PODS = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Federated: '*' }, Action: 'sts:AssumeRoleWithWebIdentity' }],
});

/**
 * Starts Moto, which speaks the APIs of AWS and holds every request's signature and rights against its users,
 * on a free port of 127.0.0.1.
 */
export async function startAws(): Promise<RunningAws> {
  const packages = await fetchPythonPackages([...PACKAGES]);
  const port = await findFreePort();
  const server = await runServer({
    name: 'Moto',
    program: '/usr/bin/env',
    args: ['python3', '-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)],
    environment: { PYTHONPATH: packages, PYTHONUNBUFFERED: '1' },
    directory: makeServerDirectory('aws'),
    port,
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const iam = (action: string, parameters: Readonly<Record<string, string>>): Promise<string> =>
    send(endpoint, ADMIN, {
      service: 'iam',
      contentType: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({ Action: action, Version: IAM_VERSION, ...parameters }).toString(),
    });
  const createUser = async (name: string): Promise<AwsKeys> => {
    await iam('CreateUser', { UserName: name });
    const keys = await iam('CreateAccessKey', { UserName: name });
    return { accessKeyId: pick(keys, 'AccessKeyId'), secretAccessKey: pick(keys, 'SecretAccessKey') };
  };

  const admin = await createUser('admin');
  await iam('PutUserPolicy', { UserName: 'admin', PolicyName: 'all', PolicyDocument: ALL });
  const keys = await createUser('connectors');
  await iam('PutUserPolicy', { UserName: 'connectors', PolicyName: 'read', PolicyDocument: MAY_READ });
  const powerlessKeys = await createUser('powerless');
  const role = await iam('CreateRole', { RoleName: 'connectors', AssumeRolePolicyDocument: FOR_PODS });
  await iam('PutRolePolicy', { RoleName: 'connectors', PolicyName: 'read', PolicyDocument: MAY_READ });
  await letIn(endpoint, 0);

  const manage = (operation: string, body: object): Promise<string> =>
    send(endpoint, admin, {
      service: 'secretsmanager',
      contentType: 'application/x-amz-json-1.1',
      target: `secretsmanager.${operation}`,
      body: JSON.stringify(body),
    });
  const roleArn = pick(role, 'Arn');
  const podToken = randomBytes(24).toString('hex');
  const pods = await servePods({ endpoint, roleArn, podToken });
  const known = new Set<string>();
  return {
    endpoint,
    region: REGION,
    keys,
    powerlessKeys,
    podEndpoint: pods.origin,
    roleArn,
    podToken,
    async put(name, value) {
      if (known.has(name)) await manage('PutSecretValue', { SecretId: name, SecretString: value });
      else await manage('CreateSecret', { Name: name, SecretString: value });
      known.add(name);
    },
    async stop() {
      pods.close();
      await server.stop();
    },
  };
}

interface PodRole {
  readonly endpoint: string;
  readonly roleArn: string;
  readonly podToken: string;
}

/** How many requests may come without rights: none, once all is set up. */
async function letIn(endpoint: string, requests: number): Promise<void> {
  await fetch(`${endpoint}/moto-api/reset-auth`, { method: 'POST', body: String(requests) });
}

/** The call that nobody signs, which Moto does not know while it checks signatures: it is let in here. */
function servePods({ endpoint, roleArn, podToken }: PodRole): Promise<JsonServer> {
  return serveJson(async ({ body }) => {
    const form = new URLSearchParams(body);
    const isPod =
      form.get('Action') === 'AssumeRoleWithWebIdentity' &&
      form.get('RoleArn') === roleArn &&
      form.get('WebIdentityToken') === podToken;
    if (!isPod) return { status: 400, json: { Error: { Code: 'InvalidIdentityToken' } } };
    await letIn(endpoint, 1);
    const role = await send(endpoint, ADMIN, {
      service: 'sts',
      contentType: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({
        Action: 'AssumeRole',
        Version: '2011-06-15',
        RoleArn: roleArn,
        RoleSessionName: form.get('RoleSessionName') ?? '',
      }).toString(),
    });
    const Credentials = {
      AccessKeyId: pick(role, 'AccessKeyId'),
      SecretAccessKey: pick(role, 'SecretAccessKey'),
      SessionToken: pick(role, 'SessionToken'),
      Expiration: Date.parse(pick(role, 'Expiration')) / 1000,
    };
    return {
      json: { AssumeRoleWithWebIdentityResponse: { AssumeRoleWithWebIdentityResult: { Credentials } } },
    };
  });
}

const ADMIN: AwsKeys = { accessKeyId: 'setup', secretAccessKey: 'setup' };
const ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

interface AwsCall {
  readonly service: string;
  readonly contentType: string;
  readonly target?: string;
  readonly body: string;
}

async function send(endpoint: string, keys: AwsKeys, call: AwsCall): Promise<string> {
  const { service, contentType, target, body } = call;
  const { headers = {} } = aws4.sign(
    {
      service,
      region: REGION,
      host: new URL(endpoint).host,
      path: '/',
      method: 'POST',
      headers: { 'Content-Type': contentType, ...(target !== undefined && { 'X-Amz-Target': target }) },
      body,
    },
    keys,
  );
  const own = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    ['host', 'content-length'].includes(name.toLowerCase()) ? [] : [[name, String(value)]],
  );
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: own,
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Moto answers ${response.status}: ${text}`);
  return text;
}

function pick(xml: string, element: string): string {
  const found = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
  if (found === undefined) throw new Error(`Moto gave no ${element}.`);
  return found;
}
