import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  findFreePort,
  findSystemUser,
  makeServerDirectory,
  runServer,
  writePrivateFile,
} from '../local-server/index.ts';
import { type RunningSqlServer, type SqlServerOptions, writeCertificate } from './sql-server.ts';

const INIT_MS = 60_000;
const POLL_MS = 50;

/**
 * Starts PostgreSQL on a free port of 127.0.0.1 and waits until it answers.
 * @throws Error that says what is missing, or, with the end of its log, why it did not start
 */
export async function startPostgres({ durable = false }: SqlServerOptions = {}): Promise<RunningSqlServer> {
  const programs = findPrograms();
  const user = findSystemUser('postgres');
  const directory = makeServerDirectory('postgres', user);
  const port = await findFreePort();
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(directory, 'password');
  writePrivateFile(passwordFile, password, user);
  const data = join(directory, 'data');
  execFileSync(
    join(programs, 'initdb'),
    [
      ...['--pgdata', data, '--username', 'jobwright', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
    ],
    { cwd: directory, stdio: 'pipe', timeout: INIT_MS, ...(user ?? {}) },
  );
  rmSync(passwordFile);
  await writeCertificate(directory, user);
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: directory,
    ssl: 'on',
    ssl_cert_file: join(directory, 'certificate.pem'),
    ssl_key_file: join(directory, 'key.pem'),
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const running = await runServer({
    name: 'PostgreSQL',
    program: join(programs, 'postgres'),
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    directory,
    user,
    port,
    stopSignal: 'SIGINT',
  });
  const account = `postgres://jobwright:${password}@localhost:${port}`;
  await waitUntilReady(join(programs, 'pg_isready'), port);
  execFileSync(join(programs, 'createdb'), ['--maintenance-db', `${account}/postgres`, 'crm'], {
    timeout: INIT_MS,
    stdio: 'pipe',
  });
  return {
    ...running,
    url: `${account}/crm?sslmode=disable`,
    tlsUrl: `${account}/crm?sslmode=verify-full&sslrootcert=${encodeURIComponent(settings.ssl_cert_file)}`,
  };
}

/** The port is open before connections are let in. */
async function waitUntilReady(program: string, port: number): Promise<void> {
  const deadline = performance.now() + INIT_MS;
  const isReady = (): boolean =>
    spawnSync(program, ['--host=127.0.0.1', `--port=${port}`, '--quiet'], { timeout: INIT_MS }).status === 0;
  while (!isReady() && performance.now() < deadline) await sleep(POLL_MS);
}

/** Debian keeps the programs of each version apart. */
function findPrograms(): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  const newest = Math.max(...versions);
  const directory = join(root, String(newest), 'bin');
  if (existsSync(join(directory, 'initdb'))) return directory;
  throw new Error('PostgreSQL is not installed. On Debian: apt-get install postgresql');
}
