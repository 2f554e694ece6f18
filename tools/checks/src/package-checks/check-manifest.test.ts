import { expect, test } from 'vitest';
import { checkFiles, checkManifest } from './check-manifest.ts';
import { facts, goodFiles, goodManifest, packSample } from './testing/sample-package.ts';

const check = (...sample: Parameters<typeof packSample>) => {
  const packed = packSample(...sample);
  return [...checkManifest(packed, facts), ...checkFiles(packed, facts)];
};

test('a good package has no findings', () => {
  expect(check()).toEqual([]);
});

test.each([
  ['another licence', { license: 'MIT' }, /license is MIT: make it Apache-2.0/],
  ['another Node', { engines: { node: '>=18' } }, /engines.node is >=18/],
  ['another folder', { repository: { url: facts.repositoryUrl, directory: 'x' } }, /repository.directory/],
  ['no keywords', { keywords: [] }, /keywords are missing/],
  ['no entry', { exports: {} }, /no entry/],
  ['an entry without types', { exports: { '.': { default: './dist/index.js' } } }, /has no types/],
  ['no types for old resolution', { types: undefined }, /types lacks \.: make it \.\/dist\/index\.d\.ts/],
  [
    'an entry that CommonJS cannot require',
    { exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } },
    /exports \. \(require\) is missing: make it \.\/dist\/require\/index\.js/,
  ],
  [
    'a condition that leads nowhere',
    { exports: { '.': { ...goodManifest.exports['.'], browser: './dist/gone.js' } } },
    /\.\/dist\/gone\.js, which is not in the tarball/,
  ],
  ['an exact sibling', { dependencies: { '@jobwright/feel': '0.1.0' } }, /take a caret range/],
])('finds %s', (_, manifest, finding) => {
  expect(check(manifest)).toEqual([expect.stringMatching(finding)]);
});

test.each([
  'src/index.test.ts',
  'src/testing/fake.ts',
  'dist/tsconfig.tsbuildinfo',
  'vitest.config.ts',
  'test-results/results.json',
])('finds %s in the tarball', (path) => {
  expect(check({}, { ...goodFiles, [path]: '' })).toEqual([`${path} must not be published`]);
});

test('finds a licence that is not the one of the workspace, a missing README and compiled files without source', () => {
  const files: Record<string, string> = { ...goodFiles, LICENSE: 'Another' };
  delete files['README.md'];
  expect(check({}, { ...files, 'dist/gone.js': '' })).toEqual([
    'README.md is missing',
    expect.stringContaining('LICENSE'),
    expect.stringContaining('dist/gone.js has no source'),
  ]);
});
