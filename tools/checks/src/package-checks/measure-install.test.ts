import { expect, test } from 'vitest';
import { measureInstall } from './measure-install.ts';
import { packSample, writeFiles } from './testing/sample-package.ts';

const manifest = (name: string, dependencies = {}, version = '1.0.0') =>
  JSON.stringify({ name, version, dependencies });

const totalLength = (files: Readonly<Record<string, string>>, counted: RegExp) =>
  Object.entries(files)
    .filter(([path]) => counted.test(path))
    .reduce((sum, [, content]) => sum + content.length, 0);

test('counts everything that is installed with a package, once', () => {
  const packed = packSample({
    dependencies: { first: '1', second: '1' },
    devDependencies: { dev: '1' },
    peerDependencies: { wanted: '1', optional: '1' },
    peerDependenciesMeta: { optional: { optional: true } },
  });
  const files = {
    'first/package.json': manifest('first', { shared: '1' }),
    'first/index.js': 'x'.repeat(1000),
    'second/package.json': manifest('second', { shared: '2' }),
    'second/node_modules/shared/package.json': manifest('shared', { first: '1' }, '2.0.0'),
    'shared/package.json': manifest('shared'),
    'wanted/package.json': manifest('wanted'),
    'optional/package.json': manifest('optional'),
    'dev/package.json': manifest('dev'),
  };
  writeFiles(`${packed.folder}/node_modules`, files);
  expect(measureInstall(packed, [packed])).toEqual({
    bytes: packed.unpackedBytes + totalLength(files, /^(?!optional|dev)/),
    packages: 6,
    bare: undefined,
  });
});

test('counts a version that this workspace holds twice once, as an installation of its own would', () => {
  const packed = packSample({ dependencies: { first: '1', second: '1' } });
  const files = {
    'first/package.json': manifest('first', { shared: '1' }),
    'first/node_modules/shared/package.json': manifest('shared'),
    'second/package.json': manifest('second', { shared: '1' }),
    'second/node_modules/shared/package.json': manifest('shared'),
  };
  writeFiles(`${packed.folder}/node_modules`, files);
  expect(measureInstall(packed, [packed])).toMatchObject({
    bytes: packed.unpackedBytes + totalLength(files, /^(?!second\/node_modules)/),
    packages: 4,
  });
});

test('measures the bare libraries alone, also where another package brings them', () => {
  const packed = packSample({ dependencies: { client: '1', extra: '1' } });
  const files = {
    'client/package.json': manifest('client', { library: '1' }),
    'library/package.json': manifest('library', { part: '1' }),
    'library/index.js': 'x'.repeat(500),
    'part/package.json': manifest('part'),
    'extra/package.json': manifest('extra'),
  };
  writeFiles(`${packed.folder}/node_modules`, files);
  expect(measureInstall(packed, [packed], ['library'])).toMatchObject({
    packages: 5,
    bare: { bytes: totalLength(files, /^(library|part)/), packages: 2 },
  });
});

test('refuses a bare library that does not come with the package', () => {
  const packed = packSample();
  expect(() => measureInstall(packed, [packed], ['left-pad'])).toThrow(
    'left-pad does not come with @jobwright/sample: correct bare-libraries.ts',
  );
});

test('says what is not installed', () => {
  const packed = packSample({ dependencies: { absent: '1' } });
  expect(() => measureInstall(packed, [packed])).toThrow(
    'absent, a dependency of @jobwright/sample, is not installed: run npm install',
  );
});
