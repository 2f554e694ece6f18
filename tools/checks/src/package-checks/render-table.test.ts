import { expect, test } from 'vitest';
import { renderTable } from './render-table.ts';
import { packSample } from './testing/sample-package.ts';

test('shows each package beside the libraries it is built on', () => {
  const packed = packSample();
  const size = { bytes: 21_340_000, packages: 40 };
  const table = renderTable([
    {
      packed,
      ...size,
      bare: { bytes: 3_700_000, packages: 15 },
      bareLibraries: ['nodemailer', 'imapflow'],
    },
    { packed, ...size, bare: undefined, bareLibraries: [] },
  ]);
  expect(table.split('\n')).toEqual([
    'package            tarball  unpacked  installed alone  packages  bare, installed  packages  bare library',
    '@jobwright/sample     1 kB      3 kB         21.34 MB        40          3.70 MB        15  nodemailer + imapflow',
    '@jobwright/sample     1 kB      3 kB         21.34 MB        40                -         -  -',
  ]);
});
