import type { Trace, TraceSpan } from '@jobwright/connector-sdk';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type CustomerWorld, openCustomerWorld } from './testing/customer-world.ts';

const told: { name: string; attributes: object; end?: string }[] = [];
const trace: Trace = {
  isOn: true,
  headersFor: () => ({}),
  start(name, attributes = {}): TraceSpan {
    const span: (typeof told)[number] = { name, attributes };
    told.push(span);
    return {
      ...trace,
      set: () => undefined,
      end: (failureCode) => {
        span.end = failureCode ?? 'ok';
      },
    };
  },
};

let world: CustomerWorld;
beforeAll(async () => {
  world = await openCustomerWorld({ observers: [{ activated: () => ({ trace }) }] });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.reset();
  told.length = 0;
});

const MARKER = 'MARKER-value';

it('tells each statement, and no value', async () => {
  await world.run('create', { key: MARKER, values: { name: MARKER, profile: { note: MARKER } } });
  expect(told.map(({ name, end }) => [name, end])).toEqual(
    expect.arrayContaining([
      ['BEGIN', 'ok'],
      ['INSERT jobwright_inbox', 'ok'],
      ['INSERT customers', 'ok'],
      ['COMMIT', 'ok'],
    ]),
  );
  const { hostname, port } = new URL(world.database.url);
  expect(told.find(({ name }) => name === 'INSERT customers')?.attributes).toMatchObject({
    'db.system.name': 'postgresql',
    'db.operation.name': 'INSERT',
    'db.collection.name': 'customers',
    'server.address': hostname,
    'server.port': Number(port),
  });
  expect(JSON.stringify(told)).not.toContain(MARKER);
});

it('tells what the database refuses by its code, and the rollback', async () => {
  await world.run('create', { key: 'NEW', values: { email: 'maria@alfki.example' } });
  expect(told.map(({ name, end }) => [name, end])).toEqual(
    expect.arrayContaining([
      ['INSERT customers', '23505'],
      ['ROLLBACK', 'ok'],
    ]),
  );
});
