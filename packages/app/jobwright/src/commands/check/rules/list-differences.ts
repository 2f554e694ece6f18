import type { ZeebeFacts } from '../facts/model-facts.ts';
import { LINKS } from './docs-links.ts';
import type { DocsLink, Finding } from './finding.ts';

const SECRET = /\bsecrets\.[\w-]/;
/** Not within `{{ }}`, and not the engine's own `camunda.secrets.NAME`. */
const BARE_SECRET = /(?<![\w.{])(?<!\{\{\s{0,9})secrets\.[\w.-]+/;
const MAILBOXES = /^=?"?(?:imap|pop3)"?$/;

/** What connectors do otherwise than Camunda's, as far as a task is concerned by it. */
export function listDifferences(jobType: string, zeebe: ZeebeFacts): readonly Finding[] {
  const { inputs, headers } = zeebe;
  const has = (...names: readonly string[]): boolean => names.some((name) => name in headers);
  const usesSecrets = inputs.some(({ source }) => SECRET.test(source));
  const readsMailbox = inputs.some(
    ({ source, target }) => target === 'protocol' && MAILBOXES.test(source.trim()),
  );
  const links: readonly (readonly [boolean, DocsLink])[] = [
    [jobType === 'io.camunda:http-json:1' || jobType === 'io.camunda:connector-graphql:1', LINKS.rest],
    [jobType === 'io.camunda:email:1', LINKS.email],
    [jobType === 'io.camunda:email:1' && readsMailbox, LINKS.mailboxes],
    [true, LINKS.failures],
    [usesSecrets, LINKS.secrets],
    [has('retryBackoff', 'jobTimeout'), LINKS.time],
    [has('resultExpression', 'errorExpression'), LINKS.resultFeel],
  ];
  const isOfficial = jobType.startsWith('io.camunda:');
  return [
    ...links
      .filter(([applies]) => applies && isOfficial)
      .map(([, link]) => ({
        code: 'differences' as const,
        level: 'note' as const,
        message: `it differs from the Java connector runtime: ${link.heading}`,
        link,
      })),
  ];
}

/** Secrets that are named within a longer text, where a bare name is no placeholder. */
export const checkSecrets = ({ inputs }: Pick<ZeebeFacts, 'inputs'>): readonly Finding[] =>
  inputs.filter(({ source }) => holdsBareSecret(source)).map(({ target }) => bareSecret(target));

/** A bare name is a placeholder only where it is the whole text. */
function holdsBareSecret(source: string): boolean {
  const texts = source.startsWith('=')
    ? [...source.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text)
    : [source];
  return texts.some((text) => {
    const found = BARE_SECRET.exec(text);
    return found !== null && found[0] !== text.trim();
  });
}

const bareSecret = (input: string): Finding => ({
  code: 'secret-in-text',
  level: 'warning',
  message: `the input ${input} names a secret within a longer text, where it is not replaced`,
  advice: 'write {{secrets.NAME}}',
  link: LINKS.secrets,
});
