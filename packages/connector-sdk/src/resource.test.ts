import { describe, expect, it } from 'vitest';
import { createResourceScope, defineResource } from './resource.ts';

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
    await expect(scope.close()).resolves.toBeUndefined();
  });

  it('closes the others when one cannot be closed, and says so', async () => {
    const scope = createResourceScope();
    let closed = false;
    scope.onClose(() => Promise.reject(new Error('stuck')));
    scope.onClose(async () => {
      closed = true;
    });
    await expect(scope.close()).rejects.toThrow('Not every resource could be closed');
    expect(closed).toBe(true);
  });
});
