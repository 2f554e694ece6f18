import { startEmbeddedDatabase } from '@jobwright/connector-customer-data/embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandError } from '../../command-line/command-error.ts';
import { createProgram } from '../../program.ts';

let database: Awaited<ReturnType<typeof startEmbeddedDatabase>>;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
});
afterAll(() => database.close());

async function run(...args: readonly string[]): Promise<string> {
  let text = '';
  const program = createProgram({
    environment: {
      DATABASE_URL: database.url,
      OTHER: 'postgres://me:s3cret@127.0.0.1:1/crm',
      WRONG: 's3cret',
    },
    version: '0.0.0',
    node: { version: '20.19.0', range: '>=20.19.0' },
    write: (part) => void (text += part),
    progress: () => undefined,
    stop: new AbortController().signal,
    lastWords: { render: String, clear: () => undefined },
  });
  await program.parseAsync(['node', 'jobwright', 'migrate', ...args]);
  return text;
}

test('lists what is missing, applies it, and then has nothing to do', async () => {
  const url = ['customer-data', '--url-from-env', 'DATABASE_URL'];
  await expect(run(...url, '--status')).rejects.toThrow(
    'Missing in the database: 0001-inbox, 0002-audit, 0003-outbox',
  );
  expect(await run(...url)).toBe('Applied 0001-inbox\nApplied 0002-audit\nApplied 0003-outbox\n');
  expect(await run(...url)).toBe('The tables are up to date\n');
  expect(await run(...url, '--status')).toBe(
    'applied  0001-inbox\napplied  0002-audit\napplied  0003-outbox\n',
  );
  const table = ['--status', '--table', 'jobwright_inbox', '--columns', 'key, colour'];
  await expect(run(...url, ...table)).rejects.toThrow(
    'Missing in the database: column jobwright_inbox.colour',
  );
  await expect(run(...url, '--status', '--table', 'customers')).rejects.toThrow(
    'Missing in the database: table customers',
  );
});

test('prints the SQL', async () => {
  expect(await run('customer-data', '--print', 'postgres')).toContain(
    'create table if not exists jobwright_audit',
  );
  expect(await run('customer-data', '--print', 'mysql')).toContain('engine = InnoDB');
});

test.each([
  [['customer-data'], 2, /--url-from-env/],
  [['customer-data', '--url-from-env', 'WRONG'], 2, /WRONG must hold a URL/],
  [['customer-data', '--url-from-env', 'OTHER'], 3, /DATABASE_UNAVAILABLE/],
])('%j is refused with exit code %i, and no password', async (args, exitCode, message) => {
  const error: unknown = await run(...args).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CommandError);
  expect(error).toMatchObject({ exitCode, message: expect.stringMatching(message) });
  expect(String(error)).not.toContain('s3cret');
});

test.each([
  [['pdf'], /Allowed choices are customer-data/],
  [['customer-data', '--print', 'oracle'], /Allowed choices are postgres, mysql/],
])('%j is refused before anything is read', async (args, message) => {
  await expect(run(...args)).rejects.toThrow(message);
});

test('gives JSON where it is asked for', async () => {
  const url = ['customer-data', '--url-from-env', 'DATABASE_URL', '--json'];
  expect(JSON.parse(await run(...url))).toEqual({ applied: [] });
  expect(JSON.parse(await run(...url, '--status'))).toMatchObject({
    migrations: [{ name: '0001-inbox', applied: true }, {}, {}],
    missing: [],
  });
  expect(JSON.parse(await run('customer-data', '--print', 'mysql', '--json'))).toEqual({
    sql: expect.stringContaining('engine = InnoDB'),
  });
});
