import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificateAuthority } from '@jobwright/test-servers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { adaptExample, readExample } from '../src/testing/read-example.ts';
import { launchService, startService } from '../src/testing/start-service.ts';
import { type ClusterWorld, startClusterWorld } from './testing/cluster-world.ts';

let world: ClusterWorld;
let folder: string;

beforeAll(async () => {
  [world, folder] = await Promise.all([
    startClusterWorld(),
    mkdtemp(join(tmpdir(), 'jobwright-cluster-access-')),
  ]);
});
afterAll(() => Promise.all([world.close(), rm(folder, { recursive: true, force: true })]));

const write = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

/** The example as it is in the documentation, on the gateways of this machine. */
const configure = (example: string, cluster: object) =>
  adaptExample(readExample('cluster-access.md', example), { cluster });

/** The one line with which the command gives up. */
async function failure(
  configuration: object,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const changes = { cluster: { connectTimeoutSeconds: 2 } };
  const { cli } = await launchService(adaptExample(JSON.stringify(configuration), changes), environment);
  const { exitCode, stderr } = await cli.ended;
  expect(exitCode).toBe(3);
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('{'));
  expect(lines).toHaveLength(1);
  return lines[0]!;
}

const addresses = ({ grpcAddress, restAddress }: { grpcAddress: string; restAddress: string }) => ({
  grpcAddress,
  restAddress,
});

describe('without authentication', () => {
  test('works', async () => {
    const { ZEEBE_GRPC_ADDRESS: grpcAddress = '', ZEEBE_REST_ADDRESS: restAddress = '' } =
      world.target.environment;
    await startService(configure('none', { grpcAddress, restAddress }));
    await world.expectWork();
  });

  test('a cluster that asks for some refuses', async () => {
    const { bearer } = world.gateways;
    expect(await failure(configure('none', addresses(bearer)))).toMatch(
      /^jobwright: The cluster at localhost:\d+ rejects the credentials \(.*401.*\): check how it authenticates clients/,
    );
  });
});

describe('a user and a password', () => {
  test('work', async () => {
    const { basic } = world.gateways;
    const password = { file: await write('password', `${basic.password}\n`) };
    const service = await startService(configure('basic', { ...addresses(basic), auth: { password } }));
    await world.expectWork();
    expect(service.cli.output.stderr).not.toContain(basic.password);
  });

  test('reports a wrong one without showing it', async () => {
    const password = { file: await write('wrong-password', 'wr0ng') };
    const cluster = { ...addresses(world.gateways.basic), auth: { password } };
    const line = await failure(configure('basic', cluster));
    expect(line).toMatch(/The cluster at localhost:\d+ rejects the credentials \(.*401/);
    expect(line).not.toContain('wr0ng');
  });
});

describe('tokens', () => {
  const oidc = (): object => {
    const { bearer } = world.gateways;
    return configure('oidc', { ...addresses(bearer), auth: { tokenUrl: world.provider.tokenUrl } });
  };
  const environment = () => ({ CLIENT_SECRET: world.provider.clientSecret });

  test('one is fetched and kept; a refused one is given up for another', async () => {
    const before = world.provider.countTokens();
    const service = await startService(oidc(), environment());
    await world.expectWork();
    await world.expectWork();
    expect(world.provider.countTokens()).toBe(before + 1);
    world.provider.revokeAll();
    await world.expectWork();
    expect(world.provider.countTokens()).toBe(before + 2);
    expect(service.cli.output.stderr).not.toContain(world.provider.clientSecret);
  });

  test('are renewed before their end', async () => {
    world.provider.setLifeSeconds(6);
    const before = world.provider.countTokens();
    const service = await startService(oidc(), environment());
    await vi.waitFor(
      async () => {
        await world.expectWork();
        expect(world.provider.countTokens()).toBeGreaterThan(before + 1);
      },
      { timeout: 30_000, interval: 200 },
    );
    expect(service.cli.output.stderr).not.toContain('does not deliver jobs');
    world.provider.setLifeSeconds(3_600);
  });

  test('a provider that goes away is one line, and another when it is back', async () => {
    const { provider } = world;
    provider.setLifeSeconds(4);
    const service = await startService(oidc(), environment());
    await world.expectWork();
    await provider.interrupt();
    const lines = (text: string) => service.log().filter(({ msg }) => String(msg).includes(text));
    await vi.waitFor(() => expect(lines('The engine does not deliver jobs')).toHaveLength(1));
    expect(JSON.stringify(lines('The engine does not deliver jobs')[0])).toMatch(
      /The token endpoint .* cannot be reached/,
    );
    await provider.resume();
    provider.setLifeSeconds(3_600);
    await world.expectWork();
    await vi.waitFor(() => expect(lines('The engine answers again')).toHaveLength(1));
    expect(lines('The engine does not deliver jobs')).toHaveLength(1);
    expect(service.cli.process.exitCode).toBeNull();
  });

  test('reports a wrong secret without showing it', async () => {
    const line = await failure(oidc(), { CLIENT_SECRET: 'wr0ng' });
    expect(line).toMatch(
      /^jobwright: The token endpoint http:\S+ issued no token to client connectors \(401, .*\): check its id, secret, audience and scope$/,
    );
    expect(line).not.toContain('wr0ng');
  });

  test('a provider that is away at the start', async () => {
    const cluster = { ...addresses(world.gateways.bearer), auth: { tokenUrl: 'http://127.0.0.1:9/token' } };
    expect(await failure(configure('oidc', cluster), environment())).toMatch(
      /^jobwright: The token endpoint http:\/\/127\.0\.0\.1:9\/token cannot be reached/,
    );
  });

  test('SaaS, with login and gateway of this machine', async () => {
    const { bearer } = world.gateways;
    const before = world.provider.countTokens();
    await startService(configure('saas', {}), {
      ...environment(),
      ZEEBE_GRPC_ADDRESS: bearer.grpcAddress,
      ZEEBE_REST_ADDRESS: bearer.restAddress,
      CAMUNDA_OAUTH_URL: world.provider.tokenUrl,
    });
    await world.expectWork();
    expect(world.provider.countTokens()).toBe(before + 1);
  });

  test('the variables of the SDK alone', async () => {
    const { bearer } = world.gateways;
    await startService(
      {},
      {
        ZEEBE_GRPC_ADDRESS: bearer.grpcAddress,
        ZEEBE_REST_ADDRESS: bearer.restAddress,
        CAMUNDA_AUTH_STRATEGY: 'OAUTH',
        CAMUNDA_OAUTH_URL: world.provider.tokenUrl,
        ZEEBE_CLIENT_ID: world.provider.clientId,
        ZEEBE_CLIENT_SECRET: world.provider.clientSecret,
        // Nothing is written to it.
        HOME: '/proc',
      },
    );
    await world.expectWork();
  });
});

describe('TLS', () => {
  const caFile = () => write('ca.pem', world.gateways.authority.certificate);

  test('with an authority of our own', async () => {
    const { tls } = world.gateways;
    await startService(configure('tls', { ...addresses(tls), tls: { caFile: await caFile() } }));
    await world.expectWork();
  });

  test('with another authority', async () => {
    const other = await createCertificateAuthority('Another authority');
    const tls = { caFile: await write('other-ca.pem', other.certificate) };
    expect(await failure(configure('tls', { ...addresses(world.gateways.tls), tls }))).toMatch(
      /^jobwright: TLS with the cluster at localhost:\d+ failed \(.*certificate.*\): check its certificate, and the certificate authority to trust/,
    );
  });

  test('with a certificate of ours', async () => {
    const { mtls, authority } = world.gateways;
    const client = await authority.issueClient('connectors');
    const tls = {
      caFile: await caFile(),
      certificateFile: await write('tls.crt', client.certificate),
      keyFile: await write('tls.key', client.key),
    };
    await startService(configure('mtls', { ...addresses(mtls), tls }));
    await world.expectWork();
  });

  test('without the certificate that is asked for', async () => {
    const cluster = { ...addresses(world.gateways.mtls), tls: { caFile: await caFile() } };
    expect(await failure(configure('tls', cluster))).toMatch(
      /^jobwright: The cluster at localhost:\d+ rejects the credentials \(.*\): .*the client certificate/,
    );
  });
});
