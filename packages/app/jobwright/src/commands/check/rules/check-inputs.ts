import type { ZeebeFacts } from '../facts/model-facts.ts';
import { LINKS } from './docs-links.ts';
import type { Finding } from './finding.ts';

const HTTP_TYPES = new Set(['io.camunda:http-json:1', 'io.camunda:connector-graphql:1']);
/** Kinds of authentication of the REST and GraphQL connectors. */
export const AUTHENTICATION_TYPES: ReadonlySet<string> = new Set([
  'noAuth',
  'basic',
  'bearer',
  'apiKey',
  'oauth-client-credentials-flow',
  'oauth-refresh-token',
]);
/** Functions that models may call in the inputs of every connector. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  'base64',
  'createGithubAppInstallationToken',
  'createLink',
  'getJson',
  'getText',
]);
const FUNCTION_CALL = /"camunda\.function\.type"\s*:\s*"([^"]*)"/g;

/** Inputs of a served task that the connector refuses, as far as their text shows it. */
export function checkInputs(jobType: string, { inputs }: Pick<ZeebeFacts, 'inputs'>): readonly Finding[] {
  const kinds = HTTP_TYPES.has(jobType)
    ? inputs.flatMap(({ source, target }) => (target === 'authentication.type' ? [source] : []))
    : [];
  const functions = inputs.flatMap(({ source }) =>
    [...source.matchAll(FUNCTION_CALL)].map(([, name = '']) => name),
  );
  return [
    ...kinds.map(readFixedText).flatMap((kind) => {
      if (kind === undefined || AUTHENTICATION_TYPES.has(kind)) return [];
      return [unsupported(`the connector has no authentication ${kind}`)];
    }),
    ...functions
      .filter((name) => !FUNCTIONS.has(name))
      .map((name) => unsupported(`there is no function ${name} for inputs`)),
  ];
}

/** The text that an input always has; undefined where it is computed. */
function readFixedText(source: string): string | undefined {
  if (!source.startsWith('=')) return source;
  return /^=\s*"([^"]*)"$/.exec(source.trim())?.[1];
}

const unsupported = (message: string): Finding => ({
  code: 'unsupported-input',
  level: 'error',
  message,
  advice: 'choose another one, or a connector of your own',
  link: LINKS.fromJava,
});
