import { createSemaphore, onAbort } from '@jobwright/concurrency';

export interface ConnectionPoolSpec<Connection> {
  /** Ends early when the signal aborts. */
  readonly open: (signal: AbortSignal) => Promise<Connection>;
  /** Asks the other side whether it is still there, before an idle connection is used again; it is closed when this rejects. */
  readonly revive: (connection: Connection) => Promise<unknown>;
  readonly isUsable: (connection: Connection) => boolean;
  readonly close: (connection: Connection) => void;
  readonly maxOpen: number;
  /** How long a connection is kept for the next job; 0: not at all. */
  readonly idleMs: number;
}

/** Connections of one login. A job has one for itself, so that no other job's folder or signal gets in its way. */
export interface ConnectionPool<Connection> {
  /** When the signal aborts while `work` runs, the connection is closed: what it waits for rejects. */
  use<Answer>(signal: AbortSignal, work: (connection: Connection) => Promise<Answer>): Promise<Answer>;
  close(): void;
}

interface Idle<Connection> {
  readonly connection: Connection;
  readonly timer: NodeJS.Timeout;
}

export function createConnectionPool<Connection>(
  spec: ConnectionPoolSpec<Connection>,
): ConnectionPool<Connection> {
  const idle: Idle<Connection>[] = [];
  const permits = createSemaphore(spec.maxOpen);
  let isClosed = false;

  /** The connection used last: it is the most likely to be alive. */
  async function reuseIdle(signal: AbortSignal): Promise<Connection | undefined> {
    for (let last = idle.pop(); last !== undefined; last = idle.pop()) {
      clearTimeout(last.timer);
      const { connection } = last;
      if (!spec.isUsable(connection)) continue;
      try {
        await closeOnAbort(signal, connection, () => spec.revive(connection));
        if (spec.isUsable(connection)) return connection;
      } catch {
        // Whatever is wrong with it, another connection is opened.
      }
      spec.close(connection);
      signal.throwIfAborted();
    }
    return undefined;
  }

  function keep(connection: Connection): void {
    if (isClosed || spec.idleMs === 0 || !spec.isUsable(connection)) return spec.close(connection);
    const entry = { connection, timer: setTimeout(() => drop(entry), spec.idleMs) };
    entry.timer.unref();
    idle.push(entry);
  }

  function drop(entry: Idle<Connection>): void {
    const index = idle.indexOf(entry);
    if (index === -1) return;
    idle.splice(index, 1);
    spec.close(entry.connection);
  }

  async function closeOnAbort<Answer>(
    signal: AbortSignal,
    connection: Connection,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    const stopListening = onAbort(signal, () => spec.close(connection));
    try {
      return await work();
    } finally {
      stopListening();
    }
  }

  return {
    async use(signal, work) {
      const release = await permits.acquire(signal);
      try {
        const connection = (await reuseIdle(signal)) ?? (await spec.open(signal));
        try {
          const answer = await closeOnAbort(signal, connection, () => work(connection));
          keep(connection);
          return answer;
        } catch (error) {
          spec.close(connection);
          throw error;
        }
      } finally {
        release();
      }
    },
    close() {
      isClosed = true;
      for (const { connection, timer } of idle.splice(0)) {
        clearTimeout(timer);
        spec.close(connection);
      }
    },
  };
}
