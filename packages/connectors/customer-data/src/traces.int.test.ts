import { recordSpans, type RecordedSpan } from '@jobwright/connector-testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type CustomerWorld, openCustomerWorld } from './testing/customer-world.ts';

const { observer, spans: spans } = recordSpans();

let world: CustomerWorld;
beforeAll(async () => {
  world = await openCustomerWorld({ observers: [observer] });
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const describeSpan = ({ name, state, failureCode }: RecordedSpan) => [name, failureCode ?? state];

const MARKER = 'MARKER-value';

it('tells each statement, and no value', async () => {
  await world.run('create', { key: MARKER, values: { name: MARKER, profile: { note: MARKER } } });
  expect(spans.map(describeSpan)).toEqual(
    expect.arrayContaining([
      ['BEGIN', 'ended'],
      ['INSERT jobwright_inbox', 'ended'],
      ['INSERT customers', 'ended'],
      ['COMMIT', 'ended'],
    ]),
  );
  const { hostname, port } = new URL(world.database.url);
  expect(spans.find(({ name }) => name === 'INSERT customers')?.attributes).toMatchObject({
    'db.system.name': 'postgresql',
    'db.operation.name': 'INSERT',
    'db.collection.name': 'customers',
    'server.address': hostname,
    'server.port': Number(port),
  });
  expect(JSON.stringify(spans)).not.toContain(MARKER);
});

it('tells what the database refuses by its code, and the rollback', async () => {
  await world.run('create', { key: 'NEW', values: { email: 'maria@alfki.example' } });
  expect(spans.map(describeSpan)).toEqual(
    expect.arrayContaining([
      ['INSERT customers', '23505'],
      ['ROLLBACK', 'ended'],
    ]),
  );
});
