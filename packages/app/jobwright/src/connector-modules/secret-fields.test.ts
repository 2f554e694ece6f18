import { listFields } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { bundledConnectors } from './bundled-connectors.ts';

/** Names of inputs that hold credentials. */
const CREDENTIAL = /password|passphrase|secret$|(?:^|\.)token$|refreshtoken|privatekey|apikey$/i;

test('every input that holds a credential is marked, so that its value is hidden', () => {
  const unmarked: string[] = [];
  let marked = 0;
  for (const connector of bundledConnectors) {
    for (const [name, operation] of connector.operations) {
      for (const { path, metadata } of listFields(operation.input)) {
        if (metadata.secret === true) marked += 1;
        else if (CREDENTIAL.test(path)) unmarked.push(`${connector.type} ${name} ${path}`);
      }
    }
  }
  expect(unmarked).toEqual([]);
  expect(marked).toBeGreaterThan(20);
});
