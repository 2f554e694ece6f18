import { describe, expect, it } from 'vitest';
import { defineResource } from './resource.ts';
import { createResourceScope, type OwnedResourceScope } from './resource-scope.ts';

interface Client {
  readonly url: string;
  open: boolean;
}

const definePool = (options: { maxOpen?: number; failOn?: string } = {}) => {
  const opened: Client[] = [];
  const pool = defineResource<string, Client>({
    toKey: (url) => url,
    open: async (url) => {
      if (url === options.failOn) throw new Error(`cannot open ${url}`);
      const client = { url, open: true };
      opened.push(client);
      return client;
    },
    close: (client) => {
      client.open = false;
    },
    ...(options.maxOpen === undefined ? {} : { maxOpen: options.maxOpen }),
  });
  return { pool, opened };
};
async function failuresOf(scope: OwnedResourceScope, timeoutMs = 5_000): Promise<readonly string[]> {
  const reported: string[] = [];
  const onFailures = (failures: readonly Error[]) =>
    void reported.push(...failures.map(({ message }) => message));
  await scope.close({ timeoutMs, onFailures });
  return reported;
}
const urlOf = (client: Client) => Promise.resolve(client.url);

describe('defineResource', () => {
  it('opens once per key and scope, also when asked at the same time', async () => {
    const { pool, opened } = definePool();
    const scope = createResourceScope();
    await Promise.all([
      pool.use(scope, 'a', urlOf),
      pool.use(scope, 'a', urlOf),
      pool.use(scope, 'b', urlOf),
    ]);
    await pool.use(createResourceScope(), 'a', urlOf);
    expect(opened.map(({ url }) => url)).toEqual(['a', 'b', 'a']);
  });

  it('closes all with the scope', async () => {
    const { pool, opened } = definePool();
    const scope = createResourceScope();
    await pool.use(scope, 'a', urlOf);
    await pool.use(scope, 'b', urlOf);
    await scope.close();
    expect(opened.map(({ open }) => open)).toEqual([false, false]);
  });

  it('closes the least recently used idle client beyond the bound, never one in use', async () => {
    const { pool, opened } = definePool({ maxOpen: 1 });
    const scope = createResourceScope();
    let release = () => {};
    const busy = pool.use(scope, 'busy', () => new Promise<void>((resolve) => (release = resolve)));
    await pool.use(scope, 'idle', urlOf);
    expect(opened.map(({ url, open }) => [url, open])).toEqual([
      ['busy', true],
      ['idle', false],
    ]);
    release();
    await busy;
    expect(opened[0]!.open).toBe(true);
  });

  it('does not keep a client that could not be opened', async () => {
    const { pool } = definePool({ failOn: 'bad' });
    const scope = createResourceScope();
    await expect(pool.use(scope, 'bad', urlOf)).rejects.toThrow('cannot open bad');
    await expect(pool.use(scope, 'bad', urlOf)).rejects.toThrow('cannot open bad');
    expect(await failuresOf(scope)).toEqual([]);
  });

  it('closes the others when some cannot be closed, reports them all, and never rejects', async () => {
    const scope = createResourceScope();
    let closed = false;
    const stuck = defineResource<string, string>({
      toKey: (name) => name,
      open: (name) => name,
      close: (name) => Promise.reject(new Error(`${name} is stuck`)),
    });
    await stuck.use(scope, 'a', async () => undefined);
    await stuck.use(scope, 'b', async () => undefined);
    scope.onClose(() => {
      throw new Error('at once');
    });
    scope.onClose(async () => {
      closed = true;
    });
    expect((await failuresOf(scope)).toSorted()).toEqual(['a is stuck', 'at once', 'b is stuck']);
    expect(closed).toBe(true);
  });

  it('does not wait for what never closes, or never opened', async () => {
    const scope = createResourceScope();
    const hanging = defineResource<string, string>({
      toKey: (name) => name,
      open: () => new Promise<string>(() => undefined),
      close: () => undefined,
    });
    void hanging.use(scope, 'a', async () => undefined);
    scope.onClose(() => new Promise(() => undefined));
    expect(await failuresOf(scope, 1)).toEqual(['2 resources were not closed in time']);
  });

  it('opens nothing after it was closed: nobody would close that', async () => {
    const { pool, opened } = definePool();
    const scope = createResourceScope();
    await pool.use(scope, 'a', urlOf);
    await scope.close();
    await expect(pool.use(scope, 'a', urlOf)).rejects.toThrow('The runtime has been shut down');
    expect(opened).toHaveLength(1);
  });
});
