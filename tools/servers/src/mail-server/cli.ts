import { once } from 'node:events';
import { MAIL_ACCOUNTS } from './mail-accounts.ts';
import { startMailServer } from './start-mail-server.ts';

try {
  const server = await startMailServer();
  const rows = [
    ...Object.entries(server.ports).map(([name, port]) => [name, `${server.host}:${port}`]),
    ...Object.values(MAIL_ACCOUNTS).map(({ username, password }) => ['account', `${username}  ${password}`]),
  ];
  console.log(rows.map(([name = '', value]) => `  ${name.padEnd(15)} ${value}`).join('\n'));
  console.log(
    `\nTo trust their certificate: export NODE_EXTRA_CA_CERTS=${server.certificateFile}\nCtrl+C ends them.`,
  );
  // The first signal ends the servers, and then this process.
  await once(process, 'exit');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
