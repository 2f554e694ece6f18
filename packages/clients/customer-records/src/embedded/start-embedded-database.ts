import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { createSemaphore } from '@jobwright/concurrency';
import { greet, serveConnection } from './serve-connection.ts';

/** Where an embedded database keeps its data. */
export interface EmbeddedDatabaseOptions {
  /**
   * Folder for the data, created if missing. Default: the data is in memory, and gone once the database is
   * closed.
   */
  readonly dataDirectory?: string;
}

/** A PostgreSQL that runs inside this process. */
export interface EmbeddedDatabase {
  /** A postgres:// URL on loopback, for any client of PostgreSQL. */
  readonly url: string;
  /** Closes all connections and the database. May be called more than once. */
  close(): Promise<void>;
}

/**
 * Starts PostgreSQL inside this process, for development, demo and tests: PGlite behind the PostgreSQL wire
 * protocol on a free loopback port. Any number of clients may connect; their transactions run one after
 * another. Session settings, named prepared statements and temporary tables are shared by all clients. There
 * is no password.
 * @throws Error when the optional dependency `@electric-sql/pglite` is not installed
 */
export async function startEmbeddedDatabase(
  options: EmbeddedDatabaseOptions = {},
): Promise<EmbeddedDatabase> {
  const Database = await loadPGlite();
  const database = await Database.create(options.dataDirectory);
  const served = { database, session: createSemaphore(1), greeting: await greet(database) };
  const sockets = new Set<Socket>();
  const connections = new Set<Promise<void>>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    const connection = serveConnection(socket, served).finally(() => {
      sockets.delete(socket);
      connections.delete(connection);
    });
    connections.add(connection);
  });
  const port = await listen(server);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await Promise.all(connections);
    await database.close();
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable`,
    close: () => (closing ??= close()),
  };
}

async function loadPGlite(): Promise<typeof PGlite> {
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    return PGlite;
  } catch (error) {
    throw new Error('The embedded database needs @electric-sql/pglite: npm install @electric-sql/pglite', {
      cause: error,
    });
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port'));
      else resolve(address.port);
    });
  });
}
