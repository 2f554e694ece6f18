import { migrateCustomerData } from '@jobwright/connector-customer-data';
import { type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOperations } from './testing/run-operation.ts';
import { sqlKinds, type SqlClient, type SqlKind, toSqlTarget } from './testing/sql-target.ts';

const COLUMNS: Readonly<Record<SqlKind, string>> = {
  postgres: `amount numeric(18, 4), digits numeric(30, 10), any_number numeric, doc jsonb, tstz timestamptz, ts timestamp, d date,
    tm time, tmtz timetz, iv interval, tstzs timestamptz[], dom moment, n varchar(3), small int, mood colour, must text not null default '',
    credit int check (credit >= 0), code varchar(5) references parents (code), mail text unique, a int, b int, unique (a, b),
    constraint in_order check (a <= b), pos positive, raw bytea, generated int generated always as (a + 1) stored`,
  mariadb: `amount decimal(18, 4), digits decimal(30, 10), t1 tinyint(1), ubig bigint unsigned, f float, doc json, ts timestamp(6) null,
    dt datetime(6), d date, tm time(6), n varchar(3), small int, mood enum('red', 'green'), must varchar(5) not null default '',
    credit int check (credit >= 0), code varchar(5), mail varchar(50) unique, a int, b int, unique key a_b (a, b),
    constraint in_order check (a <= b), latin varchar(20) character set latin1, raw varbinary(10),
    generated int generated always as (a + 1) stored, constraint of_code foreign key (code) references parents (code)`,
};

type DigitsCase = [column: string, literal: string, value: JsonValue];
type RefusalCase = [what: string, changes: JsonObject, code: string, columns: readonly string[]];

const TABLE = 'column_values';

describe.each(sqlKinds)('columns of %s', (kind) => {
  const target = toSqlTarget(kind);
  const isPostgres = kind === 'postgres';
  let client: SqlClient;

  beforeAll(async () => {
    client = await target.connect();
    await migrateCustomerData({ connectionUrl: target.url });
    await client.query(`create table parents (code varchar(5) primary key)`);
    await client.query(`insert into parents values ('DE')`);
    if (isPostgres) {
      await client.query(`create type colour as enum ('red', 'green')`);
      await client.query(`create domain moment as timestamptz`);
      await client.query(`create domain positive as int check (value > 0)`);
    } else await client.query(`set time_zone = '+00:00'`);
    await client.query(
      `create table ${TABLE} (id int primary key, version int not null default 1, ${COLUMNS[kind]})`,
    );
    await client.query(`insert into ${TABLE} (id, mail, a, b) values (1, 'one', 1, 1), (2, 'two', 1, 2)`);
  });
  afterAll(async () => {
    await client.query(`drop table ${TABLE}, parents`);
    if (isPostgres) {
      await client.query('drop type colour');
      await client.query('drop domain moment, positive');
    }
    await client.close();
  });

  const readText = async (column: string): Promise<unknown> => {
    const text = isPostgres ? `${column}::text` : `cast(${column} as char)`;
    return (await client.query(`select ${text} as told from ${TABLE} where id = 1`))[0]?.['told'];
  };

  /** What is stored is read, and written back as it was read. */
  async function goAround(column: string, literal: string): Promise<JsonValue | undefined> {
    const run = openOperations(target, TABLE);
    await client.query(`update ${TABLE} set ${column} = ${literal} where id = 1`);
    const before = await readText(column);
    const { record } = await run('get', { key: 1, fields: [column] });
    expect(await run('update', { key: 1, changes: record as JsonObject })).toMatchObject({ updated: record });
    expect(await readText(column)).toBe(before);
    return (record as JsonObject)[column];
  }

  it.each<DigitsCase>([
    ['amount', '12345678901234.5678', '12345678901234.5678'],
    ['amount', '12.5', 12.5],
    ['digits', '12345678901234567890.1234567890', '12345678901234567890.1234567890'],
    ['digits', '9007199254740993', '9007199254740993.0000000000'],
    [
      'doc',
      `'{"n":12345678901234567890.1234567890,"s":"x"}'`,
      { n: '12345678901234567890.1234567890', s: 'x' },
    ],
    ...(isPostgres
      ? ([
          ['any_number', `'NaN'`, 'NaN'],
          ['any_number', `'-Infinity'`, '-Infinity'],
          ['any_number', '1.50', 1.5],
          ['any_number', '1e30', 1e30],
        ] satisfies DigitsCase[])
      : ([
          ['t1', '2', 2],
          ['t1', '-5', -5],
          ['t1', '1', true],
          ['t1', '0', false],
          ['ubig', '18446744073709551615', '18446744073709551615'],
          ['ubig', '9007199254740993', 9007199254740993n],
          ['f', '0.1', 0.1],
          ['f', '16777216', 16777216],
          ['f', '3.4028234663852886e38', 3.4028234663852886e38],
          ['f', '9223372036854775808', 9223372000000000000n],
        ] satisfies DigitsCase[])),
  ])('%s keeps the digits of %s', async (column, literal, value) => {
    expect(await goAround(column, literal)).toEqual(
      isPostgres && value === '9007199254740993.0000000000' ? value : value,
    );
  });

  it('a document that is merged keeps the digits of what does not change', async () => {
    const run = openOperations(target, TABLE);
    await client.query(`update ${TABLE} set doc = '{"n":0.12345678901234567890,"s":"x"}' where id = 1`);
    const changes = { doc: { s: 'y', more: ['0.12345678901234567890'] } };
    await run('update', { key: 1, changes, jsonColumns: 'merge' });
    expect(String(await readText('doc')).replaceAll(' ', '')).toBe(
      '{"n":0.12345678901234567890,"s":"y","more":["0.12345678901234567890"]}',
    );
  });

  const MOMENT = '2026-01-31T10:00+01:00[Europe/Berlin]';
  it.each<[string, JsonValue, string]>(
    isPostgres
      ? [
          ['tstz', MOMENT, '2026-01-31 09:00:00+00'],
          ['tstz', '2026-11-29T00:40:39.623-05:00[America/New_York]', '2026-11-29 05:40:39.623+00'],
          ['tstz', '2026-07-31T10:00:00@Europe/Berlin', '2026-07-31 08:00:00+00'],
          ['tstz', '+12026-01-31T10:00Z', '12026-01-31 10:00:00+00'],
          ['tstz', '-0043-01-31T10:00Z', '0044-01-31 10:00:00+00 BC'],
          ['tstz', 'infinity', 'infinity'],
          ['dom', MOMENT, '2026-01-31 09:00:00+00'],
          [
            'tstzs',
            [MOMENT, null, '2026-01-31T10:00Z'],
            '{"2026-01-31 09:00:00+00",NULL,"2026-01-31 10:00:00+00"}',
          ],
          ['ts', MOMENT, '2026-01-31 10:00:00'],
          ['ts', '2026-01-31T10:00', '2026-01-31 10:00:00'],
          ['ts', '2026-01-31T10:00:00.123456@America/New_York', '2026-01-31 10:00:00.123456'],
          ['d', '2026-01-31', '2026-01-31'],
          ['d', '2026-01-31T23:30-05:00[America/New_York]', '2026-01-31'],
          ['tm', '10:00:00@Europe/Berlin', '10:00:00'],
          ['tm', MOMENT, '10:00:00'],
          ['tmtz', '10:00:00@Europe/Berlin', '10:00:00+01'],
          ['tmtz', '10:00:00+02:00', '10:00:00+02'],
          ['tmtz', '2026-07-31T10:00:00@Europe/Berlin', '10:00:00+02'],
          ['iv', 'PT26H', '26:00:00'],
          ['iv', '-P1DT2H', '-1 days -02:00:00'],
          ['iv', '-P1Y2M', '-1 years -2 mons'],
          ['iv', '-PT0.5S', '-00:00:00.5'],
        ]
      : [
          ['ts', MOMENT, '2026-01-31 09:00:00.000000'],
          ['ts', '2026-07-31T10:00:00.123456@Europe/Berlin', '2026-07-31 08:00:00.123456'],
          ['dt', MOMENT, '2026-01-31 09:00:00.000000'],
          ['dt', '2026-01-31T10:00', '2026-01-31 10:00:00.000000'],
          ['dt', '2026-11-29T00:40:39.623-05:00[America/New_York]', '2026-11-29 05:40:39.623000'],
          ['d', '2026-01-31T23:30-05:00[America/New_York]', '2026-01-31'],
          ['d', '2026-01-31', '2026-01-31'],
          ['tm', '10:00:00@Europe/Berlin', '10:00:00.000000'],
          ['tm', '10:00', '10:00:00.000000'],
          ['tm', MOMENT, '10:00:00.000000'],
          ['tm', 'PT26H', '26:00:00.000000'],
          ['tm', '-P1DT2H0.5S', '-26:00:00.500000'],
        ],
  )('%s takes %j of FEEL', async (column, value, stored) => {
    const run = openOperations(target, TABLE);
    if (isPostgres) await client.query(`set time zone 'UTC'`);
    expect(await run('update', { key: 1, changes: { [column]: value } })).toMatchObject({ replayed: false });
    expect(await readText(column)).toBe(stored);
  });

  it.each<RefusalCase>([
    ['no number', { amount: 'SECRET-1' }, 'VALUE_REJECTED', ['amount']],
    ['too many digits', { amount: 123456789012345678 }, 'VALUE_REJECTED', ['amount']],
    ['out of range', { small: 99999999999 }, 'VALUE_REJECTED', ['small']],
    ['too long', { n: 'SECRET-1' }, 'VALUE_REJECTED', ['n']],
    ['not listed', { mood: 'SECRET-1' }, 'VALUE_REJECTED', ['mood']],
    ['no date', { d: '2026-02-30' }, 'VALUE_REJECTED', ['d']],
    ['no time', { tm: `for column 'SECRET-1' at row 1` }, 'VALUE_REJECTED', ['tm']],
    ['no moment', { ts: 'soon, SECRET-1' }, 'VALUE_REJECTED', ['ts']],
    ['the second of three', { n: 'ok', d: 'SECRET-1', a: 1 }, 'VALUE_REJECTED', ['d']],
    ['null', { must: null }, 'CONSTRAINT_VIOLATED', ['must']],
    ['a check of the column', { credit: -1 }, 'CONSTRAINT_VIOLATED', ['credit']],
    ['a check of two columns', { a: 9, b: 1 }, 'CONSTRAINT_VIOLATED', ['a', 'b']],
    ['no parent', { code: 'SEC-1' }, 'CONSTRAINT_VIOLATED', ['code']],
    ['taken', { mail: 'two' }, 'CONSTRAINT_VIOLATED', ['mail']],
    ['taken together', { a: 1, b: 2 }, 'CONSTRAINT_VIOLATED', ['a', 'b']],
    ...(isPostgres
      ? ([
          ['a domain', { pos: -1 }, 'CONSTRAINT_VIOLATED', ['pos']],
          ['no zone', { tstz: '2026-01-31T10:00:00@SECRET-1/Nowhere' }, 'VALUE_REJECTED', ['tstz']],
          ['no bytes', { raw: '\\xSECRET-1' }, 'VALUE_REJECTED', ['raw']],
          ['generated', { generated: 5 }, 'VALUE_REJECTED', ['generated']],
        ] satisfies RefusalCase[])
      : ([
          ['no character of the column', { latin: 'SECRET-1 ☃' }, 'VALUE_REJECTED', ['latin']],
          ['no base64', { raw: 'SECRET-1 !' }, 'VALUE_REJECTED', ['raw']],
          ['negative', { ubig: -1 }, 'VALUE_REJECTED', ['ubig']],
          ['no moment of the column', { ts: '1900-01-01T00:00Z' }, 'VALUE_REJECTED', ['ts']],
          ['generated', { generated: 5 }, 'VALUE_REJECTED', ['generated']],
        ] satisfies RefusalCase[])),
  ])('a refusal names the column: %s', async (_what, changes, code, columns) => {
    await client.query(`update ${TABLE} set a = 1, b = 1 where id = 1`);
    const run = openOperations(target, TABLE);
    for (const [operation, input] of [
      ['update', { key: 1, changes }],
      ['create', { key: 3, values: changes }],
    ] as const) {
      const error = await run(operation, input);
      expect(error).toMatchObject({ code, variables: { columns } });
      for (const column of columns)
        expect(stringifyJson(error['message']).replaceAll('\\', '').toLowerCase()).toContain(
          `column "${column}"`,
        );
      expect(error['message']).not.toContain('column "crm"');
      expect(stringifyJson(error)).not.toMatch(/SECRET-1|☃/);
    }
    expect(await run('get', { key: 1, fields: ['version'] })).toMatchObject({ key: 1 });
  });
});
