import { customerData, migrateCustomerData } from '@jobwright/connector-customer-data';
import { isJsonObject, type JsonObject, parseJson, stringifyJson } from '@jobwright/json';
import { createConnectorHarness } from '@jobwright/connector-testing';
import fc from 'fast-check';
import { expect, inject, it, onTestFinished } from 'vitest';
import * as random from './testing/random-values.ts';
import { sqlKinds, type SqlKind, toSqlTarget } from './testing/sql-target.ts';

const SEED = 20_261_129;

interface Column {
  readonly type: string;
  readonly values: fc.Arbitrary<unknown>;
  /** What tells, in SQL, whether the value is the same. Default: its text. */
  readonly told?: string;
}

const list = (values: fc.Arbitrary<string>) => fc.array(fc.option(values), { maxLength: 3 });

const COLUMNS: Readonly<Record<SqlKind, Readonly<Record<string, Column>>>> = {
  postgres: {
    num: {
      type: 'numeric',
      values: fc.oneof(random.decimal(40, 40), fc.constantFrom('NaN', 'Infinity', '-Infinity')),
    },
    scaled: { type: 'numeric(30, 10)', values: random.decimal(20, 10) },
    small: { type: 'numeric(12, 2)', values: random.decimal(10, 2) },
    big: { type: 'bigint', values: random.between(-(2n ** 63n), 2n ** 63n - 1n) },
    f4: { type: 'real', values: fc.oneof(random.float, fc.constantFrom('NaN', '-Infinity')) },
    f8: { type: 'double precision', values: fc.oneof(random.double, fc.constantFrom('NaN', 'Infinity')) },
    cash: { type: 'money', values: random.decimal(15, 2) },
    yes: { type: 'boolean', values: fc.boolean() },
    doc: { type: 'json', values: random.json, told: 'doc::jsonb::text' },
    docb: { type: 'jsonb', values: random.json },
    plain: { type: 'text', values: random.text(40) },
    short: { type: 'varchar(12)', values: random.text(6) },
    raw: { type: 'bytea', values: random.bytes },
    bits: {
      type: 'bit varying(20)',
      values: fc.array(fc.constantFrom('0', '1'), { maxLength: 20 }).map((all) => all.join('')),
    },
    day: { type: 'date', values: random.day('0001-01-01', '9999-12-31') },
    local: { type: 'timestamp', values: random.moment('0001-01-01', '9999-12-31') },
    instant: {
      type: 'timestamptz',
      values: fc
        .tuple(random.moment('0002-01-01', '9999-12-30'), random.offset)
        .map((parts) => parts.join('')),
    },
    clock: { type: 'time', values: random.clock },
    zoned: { type: 'timetz', values: fc.tuple(random.clock, random.offset).map((parts) => parts.join('')) },
    span: { type: 'interval', values: random.interval },
    nums: { type: 'numeric[]', values: list(random.decimal(30, 10)) },
    docs: { type: 'jsonb[]', values: list(random.json) },
    texts: { type: 'text[]', values: list(random.text(8)) },
    days: { type: 'date[]', values: list(random.day('1000-01-01', '9999-12-31')) },
    instants: { type: 'timestamptz[]', values: list(random.moment('1000-01-01', '9999-12-30')) },
    id2: { type: 'uuid', values: fc.uuid() },
    mood: { type: 'mood', values: fc.constantFrom('happy', 'not so "happy"', 'ä, ö') },
  },
  mariadb: {
    num: { type: 'decimal(65, 30)', values: random.decimal(35, 30) },
    small: { type: 'decimal(12, 2)', values: random.decimal(10, 2) },
    big: { type: 'bigint', values: random.between(-(2n ** 63n), 2n ** 63n - 1n) },
    ubig: { type: 'bigint unsigned', values: random.between(0n, 2n ** 64n - 1n) },
    tiny: { type: 'tinyint(1)', values: random.between(-128n, 127n) },
    f4: { type: 'float', values: random.float, told: 'cast(f4 as double)' },
    f8: { type: 'double', values: random.double },
    flag: { type: 'bit(1)', values: fc.constantFrom(0, 1), told: 'flag + 0' },
    bits: { type: 'bit(12)', values: fc.integer({ min: 0, max: 4095 }), told: 'bits + 0' },
    year: { type: 'year', values: fc.integer({ min: 1901, max: 2155 }).map(String) },
    day: { type: 'date', values: random.day('1000-01-01', '9999-12-31') },
    local: { type: 'datetime(6)', values: random.moment('1000-01-01', '9999-12-31') },
    instant: { type: 'timestamp(6) null', values: random.moment('1970-01-02', '2038-01-18') },
    clock: { type: 'time(6)', values: random.clock },
    doc: { type: 'json', values: random.json, told: 'concat(doc)' },
    plain: { type: 'text character set utf8mb4', values: random.text(40), told: 'hex(plain)' },
    latin: { type: 'varchar(20) character set latin1', values: random.latinText, told: 'hex(latin)' },
    wide: { type: 'varchar(12) character set utf16', values: random.text(6), told: 'hex(wide)' },
    raw: { type: 'varbinary(40)', values: random.bytes, told: 'hex(raw)' },
    blob1: { type: 'blob', values: random.bytes, told: 'hex(blob1)' },
    mood: { type: `enum('happy', 'ä, ö')`, values: fc.constantFrom('happy', 'ä, ö') },
    moods: { type: `set('a', 'b', 'ü')`, values: fc.subarray(['a', 'b', 'ü']).map((all) => all.join(',')) },
  },
};

const TABLE = 'round_trips';

it.each(sqlKinds)(
  'what %s holds is the same after it was read, carried by a process, and written back',
  async (kind) => {
    const target = toSqlTarget(kind);
    const isPostgres = kind === 'postgres';
    const columns = Object.entries(COLUMNS[kind]);
    const client = await target.connect();
    onTestFinished(() => client.close());
    await migrateCustomerData({ connectionUrl: target.url });
    if (isPostgres) await client.query(`create type mood as enum ('happy', 'not so "happy"', 'ä, ö')`);
    else await client.query(`set names utf8mb4, time_zone = '+00:00'`);
    await client.query(
      `create table ${TABLE} (id int primary key, version int not null, ${columns.map(([name, { type }]) => `${name} ${type}`).join(', ')})`,
    );
    onTestFinished(async () => {
      await client.query(`drop table ${TABLE}`);
      if (isPostgres) await client.query('drop type mood');
    });
    const harness = createConnectorHarness(customerData, { secrets: { URL: target.url } });
    onTestFinished(() => harness.close());
    const run = async (operation: string, input: JsonObject, jobKey?: string): Promise<JsonObject> => {
      const { outcome } = await harness.run(
        { backend: target.backend, connection: { url: '{{secrets.URL}}' }, table: TABLE, ...input },
        { headers: { operation, resultVariable: 'result' }, ...(jobKey === undefined ? {} : { jobKey }) },
      );
      const answer = outcome.kind === 'complete' ? outcome.variables['result'] : undefined;
      if (!isJsonObject(answer)) throw new Error(stringifyJson(outcome));
      return answer;
    };
    const told = columns.map(
      ([name, { told: sql }]) =>
        `${sql ?? (isPostgres ? `${name}::text` : `cast(${name} as char)`)} as ${name}`,
    );
    const readStored = async () => {
      const [row = {}] = await client.query(`select ${told.join(', ')} from ${TABLE} where id = 1`);
      return isPostgres ? row : { ...row, doc: toCanonical(row['doc']) };
    };
    const places = columns.map(([, { type }], index) => (isPostgres ? `$${index + 1}::${type}` : '?'));
    let jobs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(...columns.map(([, { values }]) => fc.option(values, { freq: 9 }))),
        async (values) => {
          await client.query(`delete from ${TABLE}`);
          await client.query(`insert into ${TABLE} values (1, 1, ${places.join(', ')})`, values);
          const before = await readStored();
          const { record } = await run('get', { key: 1, fields: columns.map(([name]) => name) });
          const changes = parseJson(stringifyJson(record));
          if (!isJsonObject(changes)) throw new Error('Expected a record');
          jobs += 1;
          const answer = await run('update', { key: 1, changes, jsonColumns: 'replace' }, `${jobs}`);
          expect(await readStored()).toEqual(before);
          expect(answer).toMatchObject({ previous: record, updated: record, replayed: false });
          const again = await run('update', { key: 1, changes, jsonColumns: 'replace' }, `${jobs}`);
          expect(again).toEqual({ ...answer, replayed: true });
        },
      ),
      { seed: SEED, numRuns: inject('roundTrips') },
    );
  },
  900_000,
);

/** JSON as MariaDB keeps it is text: the order of members may be another. */
function toCanonical(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, inner]) => [name, sorted(inner)]),
    );
  };
  // Numbers as texts, so that each digit counts.
  return JSON.stringify(
    sorted(
      JSON.parse(
        text.replace(/("(?:[^"\\]|\\.)*")|-?\d[\d.eE+-]*/g, (part, quoted) =>
          quoted === undefined ? `"#${part}"` : part,
        ),
      ),
    ),
  );
}
