import type { Socket } from 'node:net';
import { MailError } from '../mail-failure.ts';
import type { Endpoint } from '../mailbox/connect-to-mailbox.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { answerText } from '../mailbox/socket-failure.ts';
import type { MailLogin } from '../network/login.ts';
import { refusalReceipt, buildTokenProof } from '../network/token-proof.ts';
import { isPassing, pop3LoginFailure } from './pop3-failure.ts';
import { upgradeSocket } from './pop3-socket.ts';
import { createPop3Wire, type Pop3Wire, Pop3Refusal } from './pop3-wire.ts';

export interface LoggedIn {
  readonly wire: Pop3Wire;
  readonly socket: Socket;
  /** What the server can do beyond RFC 1939, e.g. `PIPELINING`, or `SASL XOAUTH2`. */
  readonly capabilities: ReadonlySet<string>;
}

interface LoginOptions {
  readonly server: MailboxServer;
  readonly login: MailLogin;
  readonly encryption: Endpoint['encryption'];
}

/** Takes a new connection from the greeting to an open mailbox. */
export async function logIn(plain: Socket, { server, login, encryption }: LoginOptions): Promise<LoggedIn> {
  const { greetingMs, silenceMs } = server.timeouts;
  let socket = plain;
  let wire = createPop3Wire(socket, { silenceMs });
  await wire.readStatus(greetingMs).catch((error: unknown) => {
    if (!(error instanceof Pop3Refusal) || error.responseCode === 'SYS/PERM') throw error;
    const answer = answerText(error.answer);
    throw new MailError({ kind: 'temporarily-refused', server, answer, retryAfterMs: undefined }, error);
  });
  if (encryption === 'starttls') {
    await startTls(wire, server);
    socket = await upgradeSocket(wire.detach(), server);
    wire = createPop3Wire(socket, { silenceMs });
  }
  const capabilities = await readCapabilities(wire);
  await authenticate(wire, { server, login, capabilities }).catch((error: unknown) => {
    throw pop3LoginFailure(error, server);
  });
  return { wire, socket, capabilities };
}

/** RFC 2595. What was said before it is not trusted: capabilities are asked for afterwards. */
async function startTls(wire: Pop3Wire, server: MailboxServer): Promise<void> {
  wire.send('STLS');
  await wire.readStatus().catch((error: unknown) => {
    const isFinal = error instanceof Pop3Refusal && !isPassing(error);
    throw isFinal ? new MailError({ kind: 'tls-not-offered', server }, error) : error;
  });
}

/** RFC 2449; a server that does not know the command has none. */
async function readCapabilities(wire: Pop3Wire): Promise<ReadonlySet<string>> {
  wire.send('CAPA');
  try {
    await wire.readStatus();
  } catch (error) {
    if (error instanceof Pop3Refusal) return new Set();
    throw error;
  }
  const lines = await wire.readLines();
  return new Set(
    lines.flatMap((line) => {
      const [name = '', ...rest] = line.trim().toUpperCase().split(' ');
      return [name, ...rest.map((argument) => `${name} ${argument}`)];
    }),
  );
}

interface AuthenticateOptions {
  readonly server: MailboxServer;
  readonly login: MailLogin;
  readonly capabilities: ReadonlySet<string>;
}

async function authenticate(
  wire: Pop3Wire,
  { server, login, capabilities }: AuthenticateOptions,
): Promise<void> {
  if (login.kind === 'password') {
    wire.send(`USER ${login.username}`);
    await wire.readStatus();
    wire.send(`PASS ${login.password}`);
    await wire.readStatus();
    return;
  }
  const knowsOnlyBearer = capabilities.has('SASL OAUTHBEARER') && !capabilities.has('SASL XOAUTH2');
  const mechanism = knowsOnlyBearer ? 'OAUTHBEARER' : 'XOAUTH2';
  // The token follows by itself: it is longer than a command line may be (RFC 2449, 4).
  wire.send(`AUTH ${mechanism}`);
  await wire.readStatusOrChallenge();
  wire.send(buildTokenProof(mechanism, login, server));
  if ((await wire.readStatusOrChallenge()) === 'ok') return;
  wire.send(refusalReceipt(mechanism));
  await wire.readStatus();
}
