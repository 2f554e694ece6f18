import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/**
 * Who may depend on whom, by the folder a package is in; every package carries that `layer` and one `scope`
 * tag.
 */
const layers = {
  sdk: ['sdk'],
  clients: ['sdk', 'clients'],
  connectors: ['sdk', 'clients'],
  runtime: ['sdk', 'clients', 'runtime'],
  engine: ['sdk', 'engine'],
  testing: ['sdk', 'clients', 'runtime', 'engine', 'testing'],
  app: ['sdk', 'clients', 'connectors', 'runtime', 'engine', 'testing', 'app'],
  tool: ['sdk', 'clients', 'connectors', 'runtime', 'engine', 'testing', 'app', 'tool'],
};
/**
 * What tests may use on top: everybody the test servers, a connector its kit, an adapter the embedded engine.
 */
const layersInTests = {
  sdk: ['testing'],
  clients: ['testing'],
  connectors: ['testing'],
  runtime: ['engine', 'connectors', 'testing'],
  engine: ['testing'],
};
const toConstraint = (allowed) => (layer) => ({
  sourceTag: `layer:${layer}`,
  onlyDependOnLibsWithTags: allowed(layer).map((l) => `layer:${l}`),
});
/** What would call past the rules, proxies and limits of whoever runs a connector. */
const PAST_THE_NETWORK = 'Call by callHttp: its calls obey the network of the runtime.';
const pastTheNetwork = [
  { name: '@jobwright/http-client', importNames: ['createHttpClient'], message: PAST_THE_NETWORK },
  ...['http', 'https', 'http2']
    .flatMap((name) => [name, `node:${name}`])
    .concat('undici')
    .map((name) => ({ name, message: PAST_THE_NETWORK })),
];
/**
 * A connector has one door to the ground packages, as one from outside has; all others import from where a
 * name is defined.
 */
const groundOfConnectors = ['concurrency', 'feel-time', 'json'].map((name) => ({
  name: `@jobwright/${name}`,
  message: 'Import from @jobwright/connector-sdk, as connectors from outside do.',
}));
const noTimeoutOfThePlatform = {
  object: 'AbortSignal',
  property: 'timeout',
  message: 'Use `timeoutSignal` of concurrency: on Node 20, AbortSignal.any forgets this one.',
};
/** A test waits for states: what passes on a quiet machine must pass on a busy one. */
const shortOfPatience = ['waitFor', 'waitUntil', 'poll'].map((name) => ({
  selector: `CallExpression[callee.property.name='${name}'] > ObjectExpression > Property[key.name='timeout'] > Literal[value<30000]`,
  message: 'Leave the timeout out: the patience of all tests is in vitest.setup.ts and vitest.base.ts.',
}));
const pastTheGround = {
  name: '@jobwright/connector-sdk',
  message: 'Import from the package that defines it: concurrency, feel-time or json.',
  importNames: [
    ...['CloseOptions', 'EndableWork', 'OwnedResourceScope', 'Resource', 'ResourceScope', 'ResourceSpec'],
    ...[
      'WorkLimits',
      'WorkResult',
      'createResourceScope',
      'defineEndableWork',
      'defineResource',
      'startModule',
    ],
    ...['FeelDate', 'FeelDateTime', 'FeelTime', 'FeelTimeOfDay'],
    ...['readFeelTime', 'toIsoTimeText', 'toUtcTime', 'writeFeelTime'],
    ...['ExactDocument', 'ExactJson', 'JsonObject', 'JsonValue', 'exactMember', 'isJsonList', 'isJsonObject'],
    ...['parseExactJson', 'parseJson', 'stringifyExactJson', 'stringifyJson', 'toProcessNumber'],
  ],
};
const publicOnlyUsesPublic = { sourceTag: 'scope:public', onlyDependOnLibsWithTags: ['scope:public'] };
const boundaries = (allowed, { extra = [], buildable = true } = {}) => [
  'error',
  {
    enforceBuildableLibDependency: buildable,
    allow: ['vitest\\.base\\.ts$'],
    depConstraints: [...Object.keys(layers).map(toConstraint(allowed)), ...extra],
  },
];

/** Rules that need types are in `.oxlintrc.json`. */
export default tseslint.config(
  {
    ignores: [
      'examples/connector-*/**',
      '**/dist/**',
      '**/test-results/**',
      '**/node_modules/**',
      '.nx/**',
      '**/*.d.ts',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.{ts,js,mjs}'],
    plugins: { '@nx': nx },
    rules: {
      eqeqeq: 'error',
      // Prettier breaks code at 110 columns, but no comments.
      'max-len': [
        'error',
        { code: 10_000, comments: 110, ignoreUrls: true, ignorePattern: 'eslint-disable' },
      ],
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      '@nx/enforce-module-boundaries': boundaries((layer) => layers[layer], {
        extra: [publicOnlyUsesPublic],
      }),
    },
  },
  {
    files: ['packages/**/*.ts'],
    ignores: ['**/*.test.ts', '**/vitest.config.ts', '**/src/**/testing/**'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
    },
  },
  {
    files: ['packages/**/*.ts', 'tools/**/*.ts'],
    ignores: ['packages/connectors/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [pastTheGround] }] },
  },
  {
    files: ['packages/connectors/*/src/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: groundOfConnectors }] },
  },
  {
    files: ['packages/connectors/*/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/src/**/testing/**'],
    rules: {
      'no-restricted-imports': ['error', { paths: [...groundOfConnectors, ...pastTheNetwork] }],
      'no-restricted-globals': ['error', { name: 'fetch', message: PAST_THE_NETWORK }],
    },
  },
  {
    files: ['packages/app/jobwright/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/src/**/testing/**'],
    rules: { 'no-restricted-properties': ['error', noTimeoutOfThePlatform] },
  },
  {
    files: ['packages/*/*/src/**/*.ts'],
    ignores: ['packages/app/jobwright/**', '**/*.test.ts', '**/src/**/testing/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only the command reads the environment; take it as an argument.',
        },
        noTimeoutOfThePlatform,
      ],
    },
  },
  {
    files: [
      '**/*.test.ts',
      '**/src/**/testing/**/*.ts',
      'tools/**/testing/**/*.ts',
      '**/vitest.config.ts',
      'e2e/**/*.ts',
    ],
    rules: {
      'max-lines': 'off',
      'max-params': 'off',
      'no-restricted-syntax': ['error', ...shortOfPatience],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@nx/enforce-module-boundaries': boundaries(
        (layer) => [...layers[layer], ...(layersInTests[layer] ?? [])],
        { buildable: false },
      ),
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['tools/**', 'packages/app/jobwright/**', 'e2e/**', '*.mjs'], rules: { 'no-console': 'off' } },
);
