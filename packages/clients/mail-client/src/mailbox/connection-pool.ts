export interface ConnectionPoolSpec<Connection> {
  /** Ends early when the signal aborts. */
  readonly open: (signal: AbortSignal) => Promise<Connection>;
  /** Asks the other side whether it is still there, before a kept connection is used again; it is not used when this rejects. */
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
  const waiting: (() => void)[] = [];
  let places = spec.maxOpen;
  let isClosed = false;

  async function takePlace(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (places > 0) {
      places -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal.reason instanceof Error ? signal.reason : new Error('Aborted'));
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(enter);
    });
  }

  function leavePlace(): void {
    const next = waiting.shift();
    if (next === undefined) places += 1;
    else next();
  }

  /** The one used last: it is the most likely to be alive. */
  async function takeIdle(signal: AbortSignal): Promise<Connection | undefined> {
    for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) {
      clearTimeout(kept.timer);
      const { connection } = kept;
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
    const stop = (): void => spec.close(connection);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await work();
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  return {
    async use(signal, work) {
      await takePlace(signal);
      try {
        const connection = (await takeIdle(signal)) ?? (await spec.open(signal));
        try {
          const answer = await closeOnAbort(signal, connection, () => work(connection));
          keep(connection);
          return answer;
        } catch (error) {
          spec.close(connection);
          throw error;
        }
      } finally {
        leavePlace();
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
