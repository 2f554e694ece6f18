import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { BARE_LIBRARIES } from './bare-libraries.ts';
import { findPublicPackages } from './public-package.ts';

test('names packages that are published', () => {
  const packages = findPublicPackages(resolve(import.meta.dirname, '../../../..'));
  expect(packages.map(({ manifest }) => manifest.name)).toEqual(
    expect.arrayContaining(Object.keys(BARE_LIBRARIES)),
  );
});
