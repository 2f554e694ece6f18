import tseslint from 'typescript-eslint';

/** What would call past the rules, proxies and limits of whoever runs the connector. */
const message = 'Call by callHttp: its calls obey the network of the runtime.';
const pastTheNetwork = [
  { name: '@jobwright/http-client', importNames: ['createHttpClient'], message },
  ...['http', 'https', 'http2', 'node:http', 'node:https', 'node:http2', 'undici'].map((name) => ({
    name,
    message,
  })),
];

export default tseslint.config(
  { ignores: ['dist'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/testing/**'],
    rules: {
      'no-restricted-imports': ['error', { paths: pastTheNetwork }],
      'no-restricted-globals': ['error', { name: 'fetch', message }],
    },
  },
);
