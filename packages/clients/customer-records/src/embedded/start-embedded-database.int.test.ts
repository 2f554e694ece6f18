import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './start-embedded-database.ts';

let database: EmbeddedDatabase;
const clients: Client[] = [];

beforeAll(async () => {
  database = await startEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const client = await open();
  await client.query('drop table if exists counters');
  await client.query('create table counters (id int primary key, n int not null)');
  await client.query('insert into counters values (1, 0)');
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.end())));

async function open(url = database.url): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

async function increment(client: Client): Promise<void> {
  await client.query('begin');
  const { rows } = await client.query<{ n: number }>('select n from counters where id = $1 for update', [1]);
  await client.query('update counters set n = $1 where id = 1', [rows[0]!.n + 1]);
  await client.query('commit');
}

const readCounter = async (client: Client) =>
  (await client.query<{ n: number }>('select n from counters')).rows[0]?.n;
const openMany = (count: number) => Promise.all(Array.from({ length: count }, () => open()));
const socketOf = (client: Client): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

describe('the embedded database', () => {
  it('keeps transactions of many clients apart', async () => {
    const many = await openMany(8);
    await Promise.all(
      many.map(async (client) => {
        for (let n = 0; n < 10; n += 1) await increment(client);
      }),
    );
    expect(await readCounter(many[0]!)).toBe(80);
  });

  it('answers each client with its own rows', async () => {
    const many = await openMany(6);
    const answers = await Promise.all(
      many.map(async (client, index) => {
        const size = index % 2 === 0 ? 10 : 300_000;
        const { rows } = await client.query<{ who: string; size: number }>(
          'select $1::text as who, length($2::text) as size',
          [`client ${index}`, 'x'.repeat(size)],
        );
        return rows[0];
      }),
    );
    expect(answers).toEqual(
      many.map((_, index) => ({ who: `client ${index}`, size: index % 2 === 0 ? 10 : 300_000 })),
    );
  });

  it('runs a batch that comes in pieces as a whole', async () => {
    const slow = await connectRaw(database.url);
    slow.send('P', Buffer.from(`\0select 'mine' as who\0\0\0`));
    await slow.received('1');
    const other = await open();
    const otherAnswer = other.query('select $1::text as who', ['theirs']);
    slow.send('B', Buffer.alloc(8));
    slow.send('E', Buffer.alloc(5));
    slow.send('S', Buffer.alloc(0));
    await slow.received('Z');
    expect(slow.text()).toContain('mine');
    expect((await otherAnswer).rows).toEqual([{ who: 'theirs' }]);
    slow.socket.destroy();
  });

  it('rolls back what a client that dies has begun', async () => {
    const [survivor, waiting, dying] = await openMany(3);
    await dying!.query('begin');
    await dying!.query('update counters set n = 99');
    const waitingRead = readCounter(waiting!);
    socketOf(dying!).destroy();
    expect(await waitingRead).toBe(0);
    await increment(survivor!);
    expect(await readCounter(survivor!)).toBe(1);
  });

  it('goes on after a client that dies in the middle of a batch', async () => {
    const dying = await connectRaw(database.url);
    dying.send('P', Buffer.from('\0update counters set n = 99\0\0\0'));
    await dying.received('1');
    const other = await open();
    const read = readCounter(other);
    dying.socket.resetAndDestroy();
    expect(await read).toBe(0);
  });

  it('lets a client that fails in a transaction recover, and the others in between', async () => {
    const [failing, other] = await openMany(2);
    await failing!.query('begin');
    await expect(failing!.query('select * from nowhere')).rejects.toThrow('"nowhere" does not exist');
    const read = readCounter(other!);
    await failing!.query('rollback');
    expect(await read).toBe(0);
    expect(await readCounter(failing!)).toBe(0);
  });

  it('says to clients that ask that it has no encryption', async () => {
    const socket = connect(Number(new URL(database.url).port), '127.0.0.1');
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
    expect(await answer).toBe('N');
    socket.destroy();
  });

  it('closes with clients connected and a transaction open', async () => {
    const own = await startEmbeddedDatabase();
    const client = await open(own.url);
    await client.query('begin');
    const ended = new Promise((resolve) => client.once('end', resolve));
    await own.close();
    await ended;
    await expect(open(own.url)).rejects.toThrow('ECONNREFUSED');
  });

  it('keeps data in a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jobwright-'));
    const first = await startEmbeddedDatabase({ dataDirectory: join(folder, 'data') });
    await (await open(first.url)).query(`create table kept as select 'still here' as text`);
    await first.close();
    const second = await startEmbeddedDatabase({ dataDirectory: join(folder, 'data') });
    expect((await (await open(second.url)).query('select text from kept')).rows).toEqual([
      { text: 'still here' },
    ]);
    await second.close();
    await rm(folder, { recursive: true });
  });
});

/** A client that sends message by message, as drivers that flush early do. */
async function connectRaw(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let text = '';
  let check = (): void => undefined;
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    text += data.toString('latin1');
    check();
  });
  const received = (type: string): Promise<void> =>
    new Promise((resolve) => {
      check = () => void (text.includes(`${type}\0\0\0`) && resolve());
      check();
    });
  const startup = Buffer.from('\0\0\0\0\0\x03\0\0user\0postgres\0database\0postgres\0\0');
  startup.writeInt32BE(startup.length);
  socket.write(startup);
  await received('Z');
  text = '';
  return {
    socket,
    received,
    text: () => text,
    send(type: string, body: Buffer) {
      const head = Buffer.alloc(5);
      head.write(type);
      head.writeInt32BE(body.length + 4, 1);
      socket.write(Buffer.concat([head, body]));
    },
  };
}
