import { once } from 'node:events';
import { startMariadb } from './start-mariadb.ts';
import { startPostgres } from './start-postgres.ts';

try {
  const [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  console.log(`  PostgreSQL      ${postgres.url}\n  MariaDB         ${mariadb.url}`);
  console.log(
    `  with TLS        ${postgres.tlsUrl}\n                  ${mariadb.tlsUrl}\n\nCtrl+C ends them.`,
  );
  // The first signal ends the servers, and then this process.
  await once(process, 'exit');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
