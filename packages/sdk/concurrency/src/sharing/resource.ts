import { toError } from '../to-error.ts';
/** Lives as long as the runtime: what is opened in it is closed with it. Made by `createResourceScope`. */
export interface ResourceScope {
  onClose(close: () => Promise<void>): void;
}

/** A scope with its end: whoever made it closes it. */
export interface OwnedResourceScope extends ResourceScope {
  /** Closes all that was opened, whatever fails; never rejects. */
  close(options?: CloseOptions): Promise<void>;
}

/** For how long closing may take. */
export interface CloseOptions {
  /** What is not closed by then is left alone. Default 5,000. */
  readonly timeoutMs?: number;
  /** Is told what could not be closed, if anything. */
  readonly onFailures?: (failures: readonly Error[]) => void;
}

/** Makes a scope that holds pools and clients until it is closed, one for each runtime. */
export function createResourceScope(): OwnedResourceScope {
  const closers: (() => Promise<void>)[] = [];
  let isClosed = false;
  return {
    onClose(close) {
      // Nobody would close what is opened from now on.
      if (isClosed) throw new Error('The runtime has been shut down');
      closers.push(close);
    },
    async close({ timeoutMs = 5_000, onFailures } = {}) {
      isClosed = true;
      const closing = closers.splice(0).map((close) => Promise.resolve().then(close));
      const failures = await closeAll(closing, timeoutMs);
      if (failures.length > 0) onFailures?.(failures);
    },
  };
}

async function closeAll(closing: readonly Promise<void>[], timeoutMs: number): Promise<readonly Error[]> {
  const failures: Error[] = [];
  let open = closing.length;
  const all = closing.map((one) =>
    one
      .catch((reason: unknown) => failures.push(...toErrors(reason)))
      .finally(() => {
        open -= 1;
      }),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([Promise.all(all), late]);
  clearTimeout(timer);
  return open === 0 ? failures : [...failures, new Error(`${open} resources were not closed in time`)];
}

function toErrors(reason: unknown): readonly Error[] {
  if (reason instanceof AggregateError) return reason.errors.flatMap(toErrors);
  return [toError(reason)];
}

/** How a resource is opened, told from others and closed. */
export interface ResourceSpec<Options, Client> {
  /** Which client serves these options. Two options with one key share it, so all that matters goes in. */
  readonly toKey: (options: Options) => string;
  readonly open: (options: Options) => Client | Promise<Client>;
  readonly close: (client: Client) => void | Promise<void>;
  /** Clients kept open in one scope; the least recently used idle one goes first. Default 50. */
  readonly maxOpen?: number;
}

/** A kind of pool or client that jobs share, one for each key. */
export interface Resource<Options, Client> {
  /** Runs `work` with the client for `options`, opened once and kept for the next job. */
  use<Answer>(
    scope: ResourceScope,
    options: Options,
    work: (client: Client) => Promise<Answer>,
  ): Promise<Answer>;
}

interface Held<Client> {
  readonly client: Promise<Client>;
  /** The client, once it is open. */
  opened: { readonly client: Client } | undefined;
  users: number;
}

/** Describes a pool or client that jobs share, e.g. a database pool per connection string. */
export function defineResource<Options, Client>(
  spec: ResourceSpec<Options, Client>,
): Resource<Options, Client> {
  const maxOpen = spec.maxOpen ?? 50;
  const scopes = new WeakMap<ResourceScope, Map<string, Held<Client>>>();

  const closeHeld = async (held: Held<Client>): Promise<void> => {
    if (held.opened === undefined) await held.client.catch(() => undefined);
    if (held.opened !== undefined) await spec.close(held.opened.client);
  };

  const heldIn = (scope: ResourceScope): Map<string, Held<Client>> => {
    const existing = scopes.get(scope);
    if (existing !== undefined) return existing;
    const created = new Map<string, Held<Client>>();
    scope.onClose(async () => {
      scopes.delete(scope);
      const all = [...created.values()];
      created.clear();
      const results = await Promise.allSettled(all.map(closeHeld));
      const failures = results.flatMap((result) =>
        result.status === 'rejected' ? toErrors(result.reason) : [],
      );
      if (failures.length > 0) throw new AggregateError(failures, 'Not every resource could be closed');
    });
    scopes.set(scope, created);
    return created;
  };

  const open = (options: Options): Held<Client> => {
    const client = Promise.resolve(options).then(spec.open);
    const entry: Held<Client> = { client, opened: undefined, users: 0 };
    client.then(
      (opened) => (entry.opened = { client: opened }),
      () => undefined,
    );
    return entry;
  };

  const evict = (held: Map<string, Held<Client>>): void => {
    if (held.size <= maxOpen) return;
    for (const [key, candidate] of held) {
      if (held.size <= maxOpen) return;
      if (candidate.users > 0) continue;
      held.delete(key);
      closeHeld(candidate).catch(() => undefined);
    }
  };

  return {
    async use(scope, options, work) {
      const held = heldIn(scope);
      const key = spec.toKey(options);
      const entry = held.get(key) ?? open(options);
      // The least recently used comes first; one that is alone is that anyway.
      if (held.size > 1) held.delete(key);
      held.set(key, entry);
      entry.users += 1;
      try {
        if (entry.opened !== undefined) return await work(entry.opened.client);
        const client = await entry.client.catch((error: unknown) => {
          if (held.get(key) === entry) held.delete(key);
          throw error;
        });
        return await work(client);
      } finally {
        entry.users -= 1;
        evict(held);
      }
    },
  };
}
