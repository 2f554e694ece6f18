import { isDeepStrictEqual } from 'node:util';
import type { ConnectorPackage } from './connector-package.ts';
import type { Finding } from './deviation.ts';

const EXPORTS = {
  '.': {
    '@jobwright/source': './src/index.ts',
    require: './dist/require/index.js',
    types: './dist/index.d.ts',
    default: './dist/index.js',
  },
  './package.json': './package.json',
} as const;

const SCRIPTS = {
  typecheck: 'check-types',
  prepack: 'node ../../../tools/release/write-require-entries.mjs',
} as const;

const FILES = ['dist', 'src', '!**/*.test.ts', '!**/testing/**', '!**/*.tsbuildinfo'];

/** `package.json` is the same in every connector but for name, description and dependencies. */
export function findManifestDeviations({ folder, manifest, files }: ConnectorPackage): readonly Finding[] {
  if (!files.has('package.json')) return [];
  const expected: Readonly<Record<string, unknown>> = {
    name: `@jobwright/connector-${folder}`,
    license: 'Apache-2.0',
    type: 'module',
    engines: { node: '>=20.19.0' },
    sideEffects: false,
    main: './dist/index.js',
    types: './dist/index.d.ts',
    exports: EXPORTS,
    files: FILES,
    publishConfig: { access: 'public' },
    scripts: SCRIPTS,
    'nx.tags': ['layer:connectors', 'scope:public'],
    'nx.targets': undefined,
  };
  const actual: Readonly<Record<string, unknown>> = {
    ...manifest,
    'nx.tags': manifest.nx.tags,
    'nx.targets': manifest.nx.targets,
  };
  const fields = Object.entries(expected)
    .filter(([field, value]) => !isDeepStrictEqual(actual[field], value))
    .map(([field, value]) => ({
      subject: `package.json ${field}`,
      problem: describeValue(actual[field]),
      fix: value === undefined ? 'remove it' : `make it ${JSON.stringify(value)}`,
    }));
  const dependencies = ['@jobwright/connector-sdk', 'zod']
    .filter((name) => !(name in manifest.dependencies))
    .map((name) => missingFinding('dependencies', name));
  const kit = '@jobwright/connector-testing';
  return [
    ...fields,
    ...(typeof manifest['description'] === 'string' ? [] : [NO_DESCRIPTION]),
    ...dependencies,
    ...(kit in manifest.devDependencies ? [] : [missingFinding('devDependencies', kit)]),
  ];
}

const describeValue = (value: unknown): string => {
  if (value === undefined) return 'is missing';
  return typeof value === 'object' ? 'differs from the other connectors' : `is ${JSON.stringify(value)}`;
};

const NO_DESCRIPTION: Finding = {
  subject: 'package.json description',
  problem: 'is missing',
  fix: 'say in one line what the connector does, with its job type',
};

const missingFinding = (field: string, name: string): Finding => ({
  subject: `package.json ${field}`,
  problem: `lacks ${name}`,
  fix: `add ${name}`,
});
