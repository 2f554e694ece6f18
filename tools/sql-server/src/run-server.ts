import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, stopProcess, stopWithParent } from '@jobwright/camunda8-broker';
import { generate } from 'selfsigned';

export interface SqlServerOptions {
  /** Whether a commit waits for the disk, as in production. Default false: tests end no server by force. */
  readonly durable?: boolean;
}

export interface RunningSqlServer {
  /** Of the database `crm`, with a user that may do everything in it. Without TLS. */
  readonly url: string;
  /** The same with TLS, which must be of this server. */
  readonly tlsUrl: string;
  readonly readLog: () => string;
  /** Ends the server and deletes its data. */
  stop(): Promise<void>;
}

/** The user of the system that a server runs as: PostgreSQL refuses root. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;

/** Root gives the server its own user; anybody else runs it as himself. */
export function findSystemUser(name: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`This system has no user ${name}.`);
  return { uid: Number(uid), gid: Number(gid) };
}

/** A folder of the server alone. */
export function makeDirectory(name: string, user: SystemUser | undefined): string {
  const directory = mkdtempSync(join(tmpdir(), `jobwright-${name}-`));
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
  return directory;
}

/** A certificate for localhost, which vouches for itself. */
export async function writeCertificate(directory: string, user: SystemUser | undefined): Promise<void> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  for (const [name, text] of [
    ['key.pem', key],
    ['certificate.pem', cert],
  ] as const) {
    const path = join(directory, name);
    writeFileSync(path, text);
    chmodSync(path, name === 'key.pem' ? 0o600 : 0o644);
    if (user !== undefined) chownSync(path, user.uid, user.gid);
  }
  // The certificate is read by the clients.
  chmodSync(directory, 0o755);
}

interface ServerProgram {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly user: SystemUser | undefined;
  readonly port: number;
  /** What makes it end without waiting for its clients. */
  readonly stopSignal: NodeJS.Signals;
}

/** Starts the program and waits until it listens; it does not outlive this process. Gives what stops it. */
export async function runServer(server: ServerProgram): Promise<Pick<RunningSqlServer, 'readLog' | 'stop'>> {
  const { name, directory, port, stopSignal } = server;
  const readLog = (): string => readEnd(join(directory, 'server.log'));
  const pid = launch(server);
  const stopAll = async (): Promise<void> => {
    if (isRunning(pid)) process.kill(pid, stopSignal);
    const deadline = performance.now() + STOP_MS;
    while (isRunning(pid) && performance.now() < deadline) await sleep(50);
    await stopProcess(pid, { graceMs: STOP_MS });
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopAll());
  const release = stopWithParent({ pid, directory, stop });
  const end = async (): Promise<void> => {
    await stop();
    release();
  };
  const deadline = performance.now() + READY_MS;
  while (!(await isOpen(port))) {
    if (isRunning(pid) && performance.now() < deadline) {
      await sleep(100);
      continue;
    }
    const log = readLog();
    await end();
    throw new Error(`${name} did not start. The end of its log:\n${log}`);
  }
  return { readLog, stop: end };
}

function launch({ program, args, directory, user }: ServerProgram): number {
  const log = openSync(join(directory, 'server.log'), 'a');
  try {
    const { PATH } = process.env;
    const child = spawn(program, args, {
      cwd: directory,
      env: { ...(PATH === undefined ? {} : { PATH }), LC_ALL: 'C.UTF-8', HOME: directory },
      stdio: ['ignore', log, log],
      detached: true,
      ...(user ?? {}),
    });
    child.on('error', () => undefined);
    child.unref();
    if (child.pid === undefined) throw new Error(`${program} cannot be started.`);
    return child.pid;
  } finally {
    closeSync(log);
  }
}

export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .once('error', () => resolve(false));
  });

function readEnd(path: string): string {
  try {
    return readFileSync(path, 'utf8').split('\n').slice(-30).join('\n');
  } catch {
    return '';
  }
}
