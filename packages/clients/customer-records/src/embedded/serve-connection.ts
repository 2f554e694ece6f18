import type { Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import type { Turn, Turns } from './turns.ts';
import { readMessages, type WireMessage } from './wire-messages.ts';

const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
const NO_ENCRYPTION = 'N';

export interface ServedDatabase {
  readonly database: PGlite;
  readonly turns: Turns;
  /** What the database answers to a start-up message. */
  readonly greeting: Uint8Array;
}

/** Has the session started once, for all clients. */
export async function greet(database: PGlite): Promise<Uint8Array> {
  const startup = Buffer.from('\0\0\0\0\0\x03\0\0user\0postgres\0database\0postgres\0\0');
  startup.writeInt32BE(startup.length);
  return Uint8Array.from(await database.execProtocolRaw(startup));
}

/**
 * Serves one client. PGlite is one session, so a client has it to itself from the first message of a batch until
 * the batch is over and no transaction is open. Resolves when the client has gone; never rejects.
 */
export async function serveConnection(
  socket: Socket,
  { database, turns, greeting }: ServedDatabase,
): Promise<void> {
  const gone = new AbortController();
  let turn: Turn | undefined;
  // Any end of the connection, a reset too, shows as `close`.
  socket.on('error', () => undefined);
  socket.once('close', () => gone.abort());

  const answer = async (bytes: Uint8Array): Promise<void> => {
    // A view into a larger buffer confuses PGlite.
    await database.execProtocolRawStream(Uint8Array.from(bytes), {
      onRawData: (data) => {
        if (socket.writable) socket.write(Buffer.from(data));
      },
    });
  };

  const handle = async (message: WireMessage): Promise<void> => {
    switch (message.kind) {
      case 'encryptionRequest':
        socket.write(NO_ENCRYPTION);
        return;
      case 'cancelRequest':
      case 'terminate':
        socket.end();
        return;
      case 'startup':
        socket.write(greeting);
        return;
      case 'statement':
        turn ??= await turns.take(gone.signal);
        await answer(message.bytes);
        if (message.endsBatch && !database.isInTransaction()) turn = endTurn(turn);
        return;
      default:
        message satisfies never;
    }
  };

  try {
    for await (const message of readMessages(socket)) await handle(message);
  } catch {
    // A client that breaks the protocol or the connection is let go like one that says goodbye.
  }
  socket.destroy();
  if (turn !== undefined) await cleanUp(database, turn);
}

function endTurn(turn: Turn): undefined {
  turn.end();
  return undefined;
}

/** The client went in the middle of a batch or a transaction: the next one must find the session as new. */
async function cleanUp(database: PGlite, turn: Turn): Promise<void> {
  try {
    await database.execProtocolRaw(SYNC);
    if (database.isInTransaction()) await database.exec('rollback');
  } catch {
    // A database that cannot roll back fails whoever comes next, with an answer of its own.
  } finally {
    turn.end();
  }
}
