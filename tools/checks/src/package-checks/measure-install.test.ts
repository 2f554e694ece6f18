import { expect, test } from 'vitest';
import { measureInstall } from './measure-install.ts';
import { packSample, writeFiles } from './testing/sample-package.ts';

const manifest = (name: string, dependencies = {}) => JSON.stringify({ name, dependencies });

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
    'second/node_modules/shared/package.json': manifest('shared', { first: '1' }),
    'shared/package.json': manifest('shared'),
    'wanted/package.json': manifest('wanted'),
    'optional/package.json': manifest('optional'),
    'dev/package.json': manifest('dev'),
  };
  writeFiles(`${packed.folder}/node_modules`, files);
  const counted = Object.entries(files).filter(([path]) => !/^(optional|dev)/.test(path));
  expect(measureInstall(packed, [packed])).toEqual({
    bytes: packed.unpackedBytes + counted.reduce((sum, [, content]) => sum + content.length, 0),
    dependencies: 5,
  });
});

test('says what is not installed', () => {
  const packed = packSample({ dependencies: { absent: '1' } });
  expect(() => measureInstall(packed, [packed])).toThrow(
    'absent, a dependency of @jobwright/sample, is not installed: run npm install',
  );
});
