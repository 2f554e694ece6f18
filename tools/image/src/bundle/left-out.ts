/** A module that is loaded with the command although nothing of ours comes to use it. */
export interface LeftOut {
  /** As it is imported. */
  readonly imported: RegExp;
  /** The module that imports it. */
  readonly by: RegExp;
  readonly reason: string;
  /** What is there in its place; left out: an error says what is missing, when it is used. */
  readonly instead?: string;
}

const refuseCommand = (name: string, exported: string): string =>
  `import { wrongInputError } from './packages/app/jobwright/src/command-line/command-error.ts';
export async function ${exported}() {
  throw wrongInputError('The image leaves out jobwright ${name}: install jobwright with npm and run npx jobwright ${name}');
}`;

export const leftOut: readonly LeftOut[] = [
  {
    imported: /^@fastify\/(?:ajv-compiler|fast-json-stringify-compiler)$/,
    by: /fastify\/lib\/schema-controller\.js$/,
    reason: 'our routes have no JSON Schema',
    instead: `module.exports = () => () => { throw new Error('The image leaves out JSON Schema in routes'); };`,
  },
  {
    imported: /^\.\.\/locales\/index\.js$/,
    by: /zod\/v4\/(?:classic|core)\/(?:external|index)\.js$/,
    reason: 'messages are in English',
    instead: `export { default as en } from 'zod/v4/locales/en.js';`,
  },
  {
    imported: /^\.\/lib\/(?:web|mock|cache)\//,
    by: /\/undici\/index\.js$/,
    reason: 'the client uses pools and agents of undici, not fetch and what belongs to it',
    instead: 'module.exports = { CacheStorage: class {} };',
  },
  {
    imported: /^\.\/machine-id\/getMachineId$/,
    by: /@opentelemetry\/resources\/build\/esm\/detectors\/platform\/node\/HostDetector\.js$/,
    reason: 'traces do not name the machine',
    instead: 'export const getMachineId = async () => undefined;',
  },
  {
    imported: /^\.\/run\.ts$/,
    by: /commands[\\/]test[\\/]command\.ts$/,
    reason: 'test cases run where processes are developed',
    instead: refuseCommand('test', 'runTestCommand'),
  },
  {
    imported: /^\.\/run\.ts$/,
    by: /commands[\\/]check[\\/]command\.ts$/,
    reason: 'models are checked where they are developed',
    instead: refuseCommand('check', 'runCheckCommand'),
  },
  {
    imported: /^\.\/run\.ts$/,
    by: /commands[\\/]pdf[\\/]command\.ts$/,
    reason: 'letters are written where there is somebody to look at them',
    instead: refuseCommand('pdf', 'runPdfPreview'),
  },
];
