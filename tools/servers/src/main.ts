import { runCommandLine, runCommands } from '@jobwright/command-line';

const start = (program: string) => (args: readonly string[]) =>
  runCommands([`tsx --conditions=@jobwright/source tools/servers/src/${program}`], args);

process.exitCode = await runCommandLine(
  {
    usage: 'npm run serve -- SERVER',
    about: 'Real servers on loopback for development and tests; prints how to reach them. Ctrl+C ends them.',
    choices: {
      mail: { does: 'Postfix and Dovecot: SMTP, IMAP, POP3', run: start('mail-server/cli.ts') },
      sql: { does: 'PostgreSQL and MariaDB', run: start('sql-server/cli.ts') },
      operaton: { does: 'Operaton, the continuation of Camunda 7', run: start('operaton/cli.ts') },
      camunda7: { does: 'Camunda 7', run: start('operaton/cli.ts camunda7') },
      secrets: {
        does: 'Vault, AWS, Google Cloud, Azure, or those that are named after it',
        run: start('secret-stores/cli.ts start'),
      },
    },
    examples: ['npm run serve -- mail', 'npm run serve -- secrets vault aws'],
  },
  process.argv.slice(2),
);
