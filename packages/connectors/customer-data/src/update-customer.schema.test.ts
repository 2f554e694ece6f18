import { InputError, parseInput } from '@jobwright/connector-sdk';
import { describe, expect, it } from 'vitest';
import { updateCustomerInput } from './update-customer.schema.ts';

const valid = {
  connection: { url: 'postgres://jobwright:s3cret@db.example:5432/crm' },
  key: 'ALFKI',
  changes: { status: 'active' },
};

const issuesOf = (value: unknown): readonly string[] => {
  try {
    parseInput(updateCustomerInput, value);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.issues.map(({ path, message }) => `${path}: ${message}`);
  }
};

describe('updateCustomerInput', () => {
  it('fills in table, key column and version column', () => {
    expect(parseInput(updateCustomerInput, valid)).toEqual({
      ...valid,
      backend: 'postgres',
      jsonColumns: 'replace',
      table: 'customers',
      keyColumn: 'id',
      versionColumn: 'version',
    });
  });

  it('takes the expected version as a number or as digits', () => {
    expect(parseInput(updateCustomerInput, { ...valid, expectedVersion: 3 }).expectedVersion).toBe(3);
    expect(parseInput(updateCustomerInput, { ...valid, expectedVersion: '3' }).expectedVersion).toBe(3);
  });

  it('refuses an expected version of null, which would switch the check off unseen', () => {
    expect(issuesOf({ ...valid, expectedVersion: null })).toEqual([
      'expectedVersion: Expected a whole number; leave it out to update whatever the version is',
    ]);
  });

  it('refuses to change nothing, the key, the version, and what is no name', () => {
    expect(issuesOf({ ...valid, changes: {} })).toEqual(['changes: Expected at least one column to change']);
    expect(issuesOf({ ...valid, changes: { id: 1, version: 2, 'a" = 1 --': 3 } })).toEqual([
      'changes.id: The key column cannot be changed',
      'changes.version: The version column is counted up by the connector',
      expect.stringContaining('Expected a column name'),
    ]);
  });

  it.each(['customers; drop table x', 'a.b.c', '', 'a.', '1a', 'x'.repeat(64)])(
    'refuses the table name %j',
    (table) => {
      expect(issuesOf({ ...valid, table })).toHaveLength(1);
    },
  );

  it.each(['customers', 'crm.customers', 'Größen', '_a$1', 'x'.repeat(63)])(
    'takes the table name %j',
    (table) => {
      expect(issuesOf({ ...valid, table })).toEqual([]);
    },
  );

  it.each([
    'mysql://jobwright:s3cret@db/crm',
    'db.example',
    'postgres://jobwright:12/s3cret@db/crm',
    'postgres://jobwright:12?s3cret@db/crm',
    'postgres://jobwright:12#s3cret@db/crm',
  ])('refuses a URL it cannot take apart, without repeating it', (url) => {
    const [issue, ...others] = issuesOf({ ...valid, connection: { url } });
    expect(others).toEqual([]);
    expect(issue).toMatch(/^connection\.url: Expected a URL such as/);
    expect(issue).not.toContain('s3cret');
  });
});
