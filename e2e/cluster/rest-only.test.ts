import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adaptExample, readExample } from '../src/testing/read-example.ts';
import { launchService, startService } from '../src/testing/start-service.ts';
import { type ClusterWorld, startClusterWorld } from './testing/cluster-world.ts';

let world: ClusterWorld;
let folder: string;

beforeAll(async () => {
  [world, folder] = await Promise.all([startClusterWorld(), mkdtemp(join(tmpdir(), 'jobwright-rest-only-'))]);
});
afterAll(() => Promise.all([world.close(), rm(folder, { recursive: true, force: true })]));

const write = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

/** The example without gRPC, at the REST address of a gateway alone. */
const overRest = ({ restAddress }: { readonly restAddress: string }, cluster: object = {}) =>
  adaptExample(readExample('cluster-access.md', 'rest'), {
    cluster: { restAddress, auth: { method: 'none' }, ...cluster },
  });

async function expectWork(configuration: object, environment: Readonly<Record<string, string>> = {}) {
  const service = await startService(configuration, environment);
  await world.expectWork();
  expect(service.log().map(({ msg }) => msg)).toContain('Jobs come over REST: they are polled, not pushed');
}

/** The one line with which the command gives up. */
async function failure(configuration: object): Promise<string> {
  const impatient = { cluster: { connectTimeoutSeconds: 3 } };
  const { cli } = await launchService(adaptExample(JSON.stringify(configuration), impatient));
  const { exitCode, stderr } = await cli.ended;
  expect(exitCode).toBe(3);
  return stderr.split('\n').find((line) => line.startsWith('jobwright: ')) ?? stderr;
}

describe('jobs over REST, behind nginx', () => {
  test('with a user and a password', async () => {
    const { basic } = world.gateways;
    const auth = { method: 'basic', username: basic.username };
    const password = { file: await write('password', basic.password) };
    await expectWork(overRest(basic, { auth: { ...auth, password } }));
    const wrong = { file: await write('wrong', 'wr0ng') };
    expect(await failure(overRest(basic, { auth: { ...auth, password: wrong } }))).toMatch(
      /^jobwright: The cluster at http:\/\/localhost:\d+ rejects the credentials \(HTTP status code 401\)/,
    );
  });

  test('with tokens: a refused one is given up for another', async () => {
    const { bearer } = world.gateways;
    const { clientId, clientSecret, tokenUrl } = world.provider;
    const auth = { method: 'oidc', clientId, clientSecret: { env: 'CLIENT_SECRET' }, tokenUrl };
    await expectWork(overRest(bearer, { auth }), { CLIENT_SECRET: clientSecret });
    const before = world.provider.countTokens();
    world.provider.revokeAll();
    await world.expectWork();
    expect(world.provider.countTokens()).toBe(before + 1);
  });

  test('with TLS and HTTP/2, and a certificate of ours', async () => {
    const { mtls, authority } = world.gateways;
    const client = await authority.issueClient('connectors');
    const caFile = await write('ca.pem', authority.certificate);
    const certificateFile = await write('tls.crt', client.certificate);
    const keyFile = await write('tls.key', client.key);
    await expectWork(overRest(mtls, { tls: { caFile, certificateFile, keyFile } }));
    expect(await failure(overRest(mtls, { tls: { caFile } }))).toMatch(
      /^jobwright: The cluster at https:\/\/localhost:\d+ rejects the credentials \(.*\): .*the client certificate/,
    );
    expect(await failure(overRest(mtls))).toMatch(
      /^jobwright: TLS with the cluster at https:\/\/localhost:\d+ failed \(.*certificate.*\)/,
    );
  });
});
