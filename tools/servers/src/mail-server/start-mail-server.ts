import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalhostCertificate } from '@jobwright/test-servers';
import {
  findProgram,
  getSystemUser,
  launchProgram,
  makeServerDirectory,
  readLogEnd,
  stopProcess,
  stopWithParent,
  type SystemUser,
  serverEnvironment,
  waitUntilOpen,
} from '../local-server/index.ts';
import { startAuthorizationServer } from './authorization-server.ts';
import {
  renderDovecotAccounts,
  renderDovecotConfiguration,
  renderDovecotTokens,
} from './dovecot-configuration.ts';
import { startGreylist } from './greylist.ts';
import { MAIL_ACCOUNTS, mailboxName } from './mail-accounts.ts';
import { chooseMailPorts, type MailPorts } from './mail-ports.ts';
import {
  renderPostfixMailboxes,
  renderPostfixMain,
  renderPostfixMaster,
  renderPostfixRecipients,
} from './postfix-configuration.ts';

export interface MailServerOptions {
  /** The largest mail that SMTP takes. Default 60 MB. */
  readonly maxMessageBytes?: number;
}

export interface RunningMailServer {
  readonly host: '127.0.0.1';
  readonly ports: MailPorts;
  /** Gives access tokens: `/token`; `/revoke-all` takes them back. */
  readonly authorizationServer: string;
  /** Of the authority that vouches for the servers: for `NODE_EXTRA_CA_CERTS`. */
  readonly certificateFile: string;
  /** Where the mailboxes are, a folder each, named as the part before the `@`. */
  readonly mailDirectory: string;
  /** What Postfix and Dovecot wrote so far. */
  readLogs(): string;
  /** Ends the servers and deletes all mail. */
  stop(): Promise<void>;
}

const READY_MS = 30_000;
const STOP_MS = 10_000;

/**
 * Starts Postfix and Dovecot on free ports of 127.0.0.1 and waits until they answer (30 s at most). They do
 * not outlive this process.
 * @throws Error that says what is missing, or, with the end of their logs, what did not start
 */
export async function startMailServer(options: MailServerOptions = {}): Promise<RunningMailServer> {
  if (process.getuid?.() !== 0) throw new Error('Postfix can be started by root only.');
  const postfix = findProgram('postfix', 'postfix');
  const postconf = findProgram('postconf', 'postfix');
  const dovecot = findProgram('dovecot', 'dovecot-imapd dovecot-pop3d');
  const directory = makeServerDirectory('mail');
  const ports = await chooseMailPorts();
  const user = getSystemUser('mail');
  const [greylist, tokens] = await Promise.all([startGreylist(), startAuthorizationServer()]);
  const { maxMessageBytes = 60_000_000 } = options;
  const own = { policyPort: greylist.port, authorizationServer: tokens.origin };
  await prepare({ directory, ports, user, maxMessageBytes, ...own });

  const postfixDirectory = join(directory, 'postfix');
  // It makes the queue's folders. The daemon itself is started by its own name, so that its number is known.
  execFileSync(postfix, ['-c', postfixDirectory, 'check'], { timeout: READY_MS });
  const daemons = execFileSync(postconf, ['-h', 'daemon_directory'], { encoding: 'utf8' }).trim();
  const launch = (program: string, args: readonly string[]): number =>
    launchProgram({
      program,
      args,
      directory,
      logFile: join(directory, 'start.log'),
      environment: serverEnvironment(),
    });
  const programs = [
    launch(dovecot, ['-F', '-c', join(directory, 'dovecot.conf')]),
    launch(join(daemons, 'master'), ['-c', postfixDirectory, '-s']),
  ];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopAll(programs, directory));
  const releases = programs.map((pid) => stopWithParent({ pid, directory, stop }));
  const readLogs = (): string =>
    ['start.log', 'dovecot.log', 'postfix.log'].map((name) => readLogEnd(join(directory, name))).join('');
  const end = async (): Promise<void> => {
    await stop();
    greylist.close();
    tokens.close();
    for (const release of releases) release();
  };
  try {
    for (const port of Object.values(ports)) {
      await waitUntilOpen(port, { pids: programs, timeoutMs: READY_MS });
    }
  } catch (cause) {
    const logs = readLogs();
    await end();
    throw new Error(`The mail servers did not start. The end of their logs:\n${logs}`, { cause });
  }
  return {
    host: '127.0.0.1',
    ports,
    authorizationServer: tokens.origin,
    certificateFile: join(directory, 'certificate.pem'),
    mailDirectory: join(directory, 'mail'),
    readLogs,
    stop: end,
  };
}

interface Preparation {
  readonly directory: string;
  readonly ports: MailPorts;
  readonly user: SystemUser;
  readonly maxMessageBytes: number;
  readonly policyPort: number;
  readonly authorizationServer: string;
}

async function prepare({
  directory,
  ports,
  user,
  maxMessageBytes,
  policyPort,
  authorizationServer,
}: Preparation): Promise<void> {
  const { key, certificate } = await createLocalhostCertificate('Test mail server');
  const files = {
    'key.pem': key,
    'certificate.pem': certificate,
    'dovecot.conf': renderDovecotConfiguration({ directory, ports }),
    accounts: renderDovecotAccounts(directory, user),
    oauth2: renderDovecotTokens(authorizationServer),
    'postfix/main.cf': renderPostfixMain({ directory, user, maxMessageBytes, policyPort }),
    'postfix/master.cf': renderPostfixMaster({ ports }),
    mailboxes: renderPostfixMailboxes(),
    recipients: renderPostfixRecipients(),
  };
  for (const folder of ['postfix', 'postfix-queue', 'postfix-data', 'mail'])
    mkdirSync(join(directory, folder));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  const postfixUser = getSystemUser('postfix');
  chownSync(join(directory, 'postfix-data'), postfixUser.uid, postfixUser.gid);
  chownSync(join(directory, 'mail'), user.uid, user.gid);
  for (const account of Object.values(MAIL_ACCOUNTS)) {
    const home = join(directory, 'mail', mailboxName(account));
    mkdirSync(home);
    chownSync(home, user.uid, user.gid);
  }
}

async function stopAll(programs: readonly number[], directory: string): Promise<void> {
  await Promise.all(programs.map((pid) => stopProcess(pid, { graceMs: STOP_MS })));
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}
