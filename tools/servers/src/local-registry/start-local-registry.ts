import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServer } from 'verdaccio';
import { type Provenance, startProvenanceProxy } from './start-provenance-proxy.ts';

export interface LocalRegistry {
  readonly url: string;
  /**
   * What a process must have in its environment so that its npm uses this registry and nothing of the user's.
   */
  readonly environment: Readonly<Record<string, string>>;
  /** What was published with provenance. */
  readonly provenance: readonly Provenance[];
  close(): Promise<void>;
}

/**
 * An npm registry in this process, on a free loopback port. It takes `jobwright` and packages of the scopes
 * `@jobwright` and `@acme` from anyone, keeps them in a temporary folder, and gets all others from
 * `upstreamUrl`.
 */
export async function startLocalRegistry(upstreamUrl: string): Promise<LocalRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-registry-'));
  const server: unknown = await runServer({
    storage: join(folder, 'storage'),
    self_path: folder,
    uplinks: { upstream: { url: upstreamUrl, maxage: '1h', timeout: '60s' } },
    packages: {
      jobwright: { access: ['$all'], publish: ['$all'] },
      '@jobwright/*': { access: ['$all'], publish: ['$all'] },
      '@acme/*': { access: ['$all'], publish: ['$all'] },
      '**': { access: ['$all'], proxy: ['upstream'] },
    },
    max_body_size: '50mb',
    web: { enable: false },
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
  });
  if (!(server instanceof Server)) throw new Error('verdaccio gave no HTTP server');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('verdaccio listens on no port');
  const proxy = await startProvenanceProxy(address.port);
  const host = new URL(proxy.url).host + '/';
  const userConfig = join(folder, '.npmrc');
  // npm refuses to publish without any token; this registry asks for none.
  await writeFile(userConfig, `registry=${proxy.url}\n//${host}:_authToken=none\n`);
  return {
    url: proxy.url,
    provenance: proxy.provenance,
    environment: {
      npm_config_registry: proxy.url,
      npm_config_userconfig: userConfig,
      npm_config_cache: join(folder, 'npm-cache'),
      npm_config_update_notifier: 'false',
    },
    close: async () => {
      await proxy.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
