import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CustomerWorld, openCustomerWorld } from './testing/customer-world.ts';

let world: CustomerWorld;
beforeAll(async () => {
  world = await openCustomerWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const readAudit = () => world.database.query('select * from jobwright_audit order by id');

describe('what is kept besides the row', () => {
  it('says who changed what, when, and from what to what', async () => {
    await world.run('update', {
      key: 'ALFKI',
      changes: { name: 'M.', email: 'm@alfki.example' },
      sensitive: ['email'],
    });
    expect(await readAudit()).toEqual([
      {
        id: '1',
        at: expect.any(Date),
        operation: 'update',
        record_table: 'customers',
        record_key: 'ALFKI',
        version_before: '1',
        version_after: '2',
        fields: ['name', 'email'],
        before: { name: 'Maria', email: '***' },
        after: { name: 'M.', email: '***' },
        process_id: expect.stringMatching(/./),
        process_instance_key: expect.stringMatching(/^\d+$/),
        element_id: expect.stringMatching(/./),
        element_instance_key: expect.stringMatching(/^\d+$/),
        job_key: expect.stringMatching(/^\d+$/),
        tenant_id: '<default>',
      },
    ]);
  });

  it('is nothing when nothing was changed', async () => {
    await world.run('update', { key: 'ALFKI', changes: { name: 'M.' }, expectedVersion: 7 });
    await world.run('update', { key: 'ALFKI', changes: { credit: 'much' } });
    expect(await readAudit()).toEqual([]);
    expect(await world.database.query('select * from jobwright_outbox')).toEqual([]);
  });

  it('has an outbox row where one is asked for', async () => {
    await world.run('update', { key: 'ALFKI', changes: { name: 'M.' } });
    await world.run('update', { key: 'ALFKI', changes: { status: 'active' }, outboxTopic: 'crm.customers' });
    expect(
      await world.database.query('select topic, record_key, payload, published_at from jobwright_outbox'),
    ).toEqual([
      {
        topic: 'crm.customers',
        record_key: 'ALFKI',
        payload: { operation: 'update', key: 'ALFKI', version: 3, fields: { status: 'active' } },
        published_at: null,
      },
    ]);
  });

  it('AUDIT_MISSING says what to do and rolls the change back', async () => {
    await world.database.query('alter table jobwright_audit rename to elsewhere');
    const error = await world.run('update', { key: 'ALFKI', changes: { name: 'M.' } });
    await world.database.query('alter table elsewhere rename to jobwright_audit');
    expect(error).toMatchObject({
      code: 'AUDIT_MISSING',
      message: expect.stringContaining('jobwright migrate'),
    });
    expect(await world.run('get', { key: 'ALFKI', fields: ['name'] })).toMatchObject({
      record: { name: 'Maria' },
    });
  });
});

describe('JSON columns', () => {
  it('are merged by RFC 7396, or replaced', async () => {
    const changes = { profile: { segment: 'plus', since: null } };
    expect(await world.run('update', { key: 'ALFKI', changes, jsonColumns: 'merge' })).toMatchObject({
      previous: { profile: { segment: 'basic', since: 1996 } },
      updated: { profile: { segment: 'plus' } },
    });
    expect(await world.run('update', { key: 'ALFKI', changes })).toMatchObject({
      updated: { profile: { segment: 'plus', since: null } },
    });
  });
});

describe('rules for a record', () => {
  const schema = {
    type: 'object',
    required: ['name', 'email'],
    properties: {
      name: { type: 'string', maxLength: 20 },
      email: { type: 'string', format: 'email' },
      credit: { type: 'number', minimum: 0 },
      profile: {
        type: 'object',
        required: ['segment'],
        properties: { segment: { enum: ['basic', 'plus'] } },
      },
    },
    additionalProperties: false,
  };

  it('refuse bad data before the write, and tell no value', async () => {
    const changes = { email: 'nobody at home', credit: -5 };
    const error = await world.run('update', { key: 'ALFKI', changes, schema });
    expect(error).toMatchObject({
      code: 'RECORD_INVALID',
      variables: { problems: [{ path: 'email' }, { path: 'credit', message: 'must be >= 0' }] },
    });
    expect(JSON.stringify(error)).not.toContain('nobody at home');
    expect(await readAudit()).toEqual([]);
  });

  it('ask for all that is required when a record is new, and for what is there when it is changed', async () => {
    const error = await world.run('create', { key: 'X', values: { name: 'Ada' }, schema });
    expect(error).toMatchObject({ code: 'RECORD_INVALID', message: expect.stringContaining("'email'") });
    expect(await world.run('update', { key: 'ALFKI', changes: { name: 'Ada' }, schema })).toMatchObject({
      version: 2,
    });
  });

  it('see a JSON column as it will be', async () => {
    const options = { key: 'ALFKI', jsonColumns: 'merge', schema };
    expect(await world.run('update', { ...options, changes: { profile: { since: 2000 } } })).toMatchObject({
      version: 2,
    });
    expect(await world.run('update', { ...options, changes: { profile: { segment: null } } })).toMatchObject({
      code: 'RECORD_INVALID',
    });
  });

  it('normalise, map and check in this order, and answer in the names of the process', async () => {
    const input = {
      key: 'ALFKI',
      changes: { mail: ' Maria@ALFKI.example ', contact: { tel: '030 123456', land: 'Germany' }, tel: null },
      mapping: { mail: 'email', 'contact.tel': 'phone', 'contact.land': 'country' },
    };
    const refused = await world.run('update', input);
    expect(refused).toMatchObject({ code: 'RECORD_INVALID', variables: { problems: [{ path: 'tel' }] } });
    const { mail, contact } = input.changes;
    const changes = { mail, contact };
    const normalise = {
      email: ['mail'],
      phone: ['contact.tel'],
      phoneCountry: 'de',
      country: ['contact.land'],
    };
    expect(await world.run('update', { ...input, changes, normalise })).toMatchObject({
      updated: { mail: 'maria@alfki.example', contact: { tel: '+4930123456', land: 'DE' } },
    });
  });
});
