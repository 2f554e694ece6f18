import type { Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import type { Release, Semaphore } from '@jobwright/concurrency';
import { readMessages, type WireMessage } from './wire-messages.ts';

const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
const NO_ENCRYPTION = 'N';

export interface ServedDatabase {
  readonly database: PGlite;
  /** PGlite has one session: whoever holds its permit has the session. */
  readonly session: Semaphore;
  /** The answer of the database to a start-up message. */
  readonly greeting: Uint8Array;
}

/** Starts the session once, for all clients. */
export async function greet(database: PGlite): Promise<Uint8Array> {
  const startup = Buffer.from('\0\0\0\0\0\x03\0\0user\0postgres\0database\0postgres\0\0');
  startup.writeInt32BE(startup.length);
  return Uint8Array.from(await database.execProtocolRaw(startup));
}

/**
 * Serves one client. It has the session to itself from the first message of a batch until the batch is
 * complete and no transaction is open. Resolves when the client has disconnected; never rejects.
 */
export async function serveConnection(
  socket: Socket,
  { database, session, greeting }: ServedDatabase,
): Promise<void> {
  const gone = new AbortController();
  let release: Release | undefined;
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
        release ??= await session.acquire(gone.signal);
        await answer(message.bytes);
        if (message.endsBatch && !database.isInTransaction()) {
          release();
          release = undefined;
        }
        return;
      default:
        message satisfies never;
    }
  };

  try {
    for await (const message of readMessages(socket)) await handle(message);
  } catch {
    // A client that violates the protocol or drops the connection is treated like one that disconnects.
  }
  socket.destroy();
  if (release !== undefined) await cleanUp(database, release);
}

/**
 * The client disconnected in the middle of a batch or a transaction: the next one must get a clean session.
 */
async function cleanUp(database: PGlite, release: Release): Promise<void> {
  try {
    await database.execProtocolRaw(SYNC);
    if (database.isInTransaction()) await database.exec('rollback');
  } catch {
    // If the database cannot roll back, the next client gets its error.
  } finally {
    release();
  }
}
