import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  findFreePort,
  findSystemUser,
  makeServerDirectory,
  runServer,
  writePrivateFile,
} from '../local-server/index.ts';
import { type RunningSqlServer, type SqlServerOptions, writeCertificate } from './sql-server.ts';

const INIT_MS = 120_000;
const PROGRAM = '/usr/sbin/mariadbd';
const INSTALL = '/usr/bin/mariadb-install-db';

/**
 * Starts MariaDB on a free port of 127.0.0.1 and waits until it answers.
 * @throws Error that says what is missing, or, with the end of its log, why it did not start
 */
export async function startMariadb({ durable = false }: SqlServerOptions = {}): Promise<RunningSqlServer> {
  if (!existsSync(PROGRAM) || !existsSync(INSTALL)) {
    throw new Error('MariaDB is not installed. On Debian: apt-get install mariadb-server');
  }
  const user = findSystemUser('mysql');
  const directory = makeServerDirectory('mariadb', user);
  const port = await findFreePort();
  const password = randomBytes(12).toString('hex');
  const data = join(directory, 'data');
  execFileSync(
    INSTALL,
    ['--no-defaults', `--datadir=${data}`, '--skip-test-db', '--auth-root-authentication-method=normal'],
    {
      cwd: directory,
      stdio: 'pipe',
      timeout: INIT_MS,
      env: { ...process.env, HOME: directory },
      ...(user ?? {}),
    },
  );
  await writeCertificate(directory, user);
  const certificate = join(directory, 'certificate.pem');
  const setup = join(directory, 'setup.sql');
  writePrivateFile(
    setup,
    [
      'create database crm character set utf8mb4;',
      `create user jobwright identified by '${password}';`,
      'grant all on *.* to jobwright with grant option;',
    ].join('\n'),
    user,
  );
  const running = await runServer({
    name: 'MariaDB',
    program: PROGRAM,
    args: [
      ...['--no-defaults', `--datadir=${data}`, `--port=${port}`, '--bind-address=127.0.0.1'],
      ...[`--socket=${join(directory, 'server.sock')}`, `--pid-file=${join(directory, 'server.pid')}`],
      ...[`--ssl-cert=${certificate}`, `--ssl-key=${join(directory, 'key.pem')}`, `--init-file=${setup}`],
      ...(durable ? [] : ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0']),
      '--skip-name-resolve',
    ],
    directory,
    user,
    port,
    stopSignal: 'SIGTERM',
  });
  const url = `mysql://jobwright:${password}@localhost:${port}/crm`;
  return {
    ...running,
    url: `${url}?ssl-mode=disabled`,
    tlsUrl: `${url}?ssl-mode=verify-identity&ssl-ca=${encodeURIComponent(certificate)}`,
  };
}
