import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { configurationSchema } from './configuration.schema.ts';
import { openNetwork } from './open-network.ts';

function makeFile(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-databases-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'file.pem');
  writeFileSync(file, content);
  return file;
}
const networkOf = (databases: object) =>
  openNetwork(configurationSchema.parse({ network: { databases } }).network, {});

test('a database is found by its origin, however its host and port are written', () => {
  const caFile = makeFile('-----BEGIN CERTIFICATE-----');
  const { databaseFor } = networkOf({
    'postgres://DB.example': { caFile },
    'mysql://[::1]:3307': { socket: '/run/mysql.sock' },
  });
  expect(databaseFor?.('postgres://db.example:5432')).toMatchObject({
    authority: '-----BEGIN CERTIFICATE-----',
    socketPath: undefined,
  });
  expect(databaseFor?.('mysql://[::1]:3307')).toMatchObject({ socketPath: '/run/mysql.sock' });
  expect(databaseFor?.('mysql://db.example:5432')).toBeUndefined();
});

test.each([
  [
    { 'postgres://db.example': { caFile: '/no/such/file' } },
    'cannot read the file /no/such/file of postgres://db.example',
  ],
  [{ 'postgres://a b': { socket: '/run' } }, 'has no host'],
])('%j ends the start', (databases, reason) => {
  expect(() => networkOf(databases)).toThrow(reason);
});

test('a file that is something else ends the start', () => {
  expect(() => networkOf({ 'mysql://db.example': { caFile: makeFile('hello') } })).toThrow('not in PEM form');
});

test.each([
  { 'http://db.example': {} },
  { 'postgres://u:p@db.example': {} },
  { 'mysql://a': { keyFile: 'k' } },
])('%j is refused', (databases) => {
  expect(configurationSchema.safeParse({ network: { databases } }).success).toBe(false);
});
