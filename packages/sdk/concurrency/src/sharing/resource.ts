import { listErrors, type ResourceScope } from './resource-scope.ts';

/** How the clients of a resource are identified, opened and closed. */
export interface ResourceSpec<Options, Client> {
  /** Which client serves these options. Two options with one key share it, so all that matters goes in. */
  readonly toKey: (options: Options) => string;
  /**
   * Opens a client. What it throws is thrown to all who wait for the client, and it is opened again the next
   * time.
   */
  readonly open: (options: Options) => Client | Promise<Client>;
  /** Closes a client that nobody uses any more, or whose scope is closed. */
  readonly close: (client: Client) => void | Promise<void>;
  /** Clients kept open in one scope; the least recently used idle one goes first. Default 50. */
  readonly maxOpen?: number;
}

/** A kind of pool or client that jobs share, one for each key. */
export interface Resource<Options, Client> {
  /**
   * Runs `work` with the client for `options`, opened once and kept for the next job.
   * @throws what `open` or the work throws, or `Error` once the scope has been closed
   */
  use<Answer>(
    scope: ResourceScope,
    options: Options,
    work: (client: Client) => Promise<Answer>,
  ): Promise<Answer>;
}

/** Describes a pool or client that jobs share, e.g. a database pool per connection string. */
export function defineResource<Options, Client>(
  spec: ResourceSpec<Options, Client>,
): Resource<Options, Client> {
  const scopes = new WeakMap<ResourceScope, SharedClients<Options, Client>>();

  const clientsOf = (scope: ResourceScope): SharedClients<Options, Client> => {
    const existing = scopes.get(scope);
    if (existing !== undefined) return existing;
    const created = createSharedClients(spec);
    scope.onClose(() => {
      scopes.delete(scope);
      return created.close();
    });
    scopes.set(scope, created);
    return created;
  };

  return {
    // A scope that was closed rejects.
    use: async (scope, options, work) => clientsOf(scope).use(options, work),
  };
}

interface SharedClients<Options, Client> {
  use<Answer>(options: Options, work: (client: Client) => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

interface SharedClient<Client> {
  readonly opening: Promise<Client>;
  /** The client, once it is open. */
  opened: { readonly client: Client } | undefined;
  users: number;
}

/** The clients of one scope, by their keys. */
function createSharedClients<Options, Client>(
  spec: ResourceSpec<Options, Client>,
): SharedClients<Options, Client> {
  const maxOpen = spec.maxOpen ?? 50;
  /** The least recently used comes first. */
  const shared = new Map<string, SharedClient<Client>>();

  const open = (options: Options): SharedClient<Client> => {
    const opening = Promise.resolve(options).then(spec.open);
    const entry: SharedClient<Client> = { opening, opened: undefined, users: 0 };
    opening.then(
      (client) => (entry.opened = { client }),
      () => undefined,
    );
    return entry;
  };
  const close = async ({ opening, opened }: SharedClient<Client>): Promise<void> => {
    if (opened !== undefined) return spec.close(opened.client);
    const late = await opening.then(
      (client) => ({ client }),
      () => undefined,
    );
    if (late !== undefined) await spec.close(late.client);
  };
  const closeIdle = (): void => {
    if (shared.size <= maxOpen) return;
    for (const [key, entry] of shared) {
      if (shared.size <= maxOpen) return;
      if (entry.users > 0) continue;
      shared.delete(key);
      close(entry).catch(() => undefined);
    }
  };

  return {
    async use(options, work) {
      const key = spec.toKey(options);
      const entry = shared.get(key) ?? open(options);
      // An entry that is alone is the least recently used anyway.
      if (shared.size > 1) shared.delete(key);
      shared.set(key, entry);
      entry.users += 1;
      try {
        if (entry.opened !== undefined) return await work(entry.opened.client);
        const client = await entry.opening.catch((error: unknown) => {
          if (shared.get(key) === entry) shared.delete(key);
          throw error;
        });
        return await work(client);
      } finally {
        entry.users -= 1;
        closeIdle();
      }
    },
    async close() {
      const all = [...shared.values()];
      shared.clear();
      const results = await Promise.allSettled(all.map(close));
      const failures = results.flatMap((result) =>
        result.status === 'rejected' ? listErrors(result.reason) : [],
      );
      if (failures.length > 0) throw new AggregateError(failures, 'Not every resource could be closed');
    },
  };
}
