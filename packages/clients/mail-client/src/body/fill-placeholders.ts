import type { JsonObject } from '@jobwright/json';
import { fillText, findByPath, type Locale } from '@jobwright/text-values';
import { MailError } from '../mail-failure.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { Escape } from './fill-template.ts';
import { bringsUnsafeLink, UNSAFE_LINK } from './link-address.ts';

/** What a text of a mail is filled in with. */
export interface PlaceholderOptions {
  readonly variables: JsonObject | undefined;
  readonly locale: Locale;
  readonly escape: Escape;
  /** Of the mail, that holds the text. */
  readonly field: string;
}

/** What looks like Liquid, which models of earlier versions have: `{{ name }}` and `{% if name %}`. */
const LIQUID = /\{\{-?\s*([\p{L}_][^{}]*?)\s*-?\}\}|\{%-?\s*(\p{L}[^{}%]*)%\}/u;
const NO_VARIABLES: JsonObject = {};

/**
 * Puts variables in for `${name}`, each escaped for the text it goes into.
 * @throws MailError `content-invalid` with every placeholder that cannot be filled in, and for text that
 * looks like Liquid, which nobody would fill in
 */
export function fillPlaceholders(
  text: string,
  { variables = NO_VARIABLES, locale, escape, field }: PlaceholderOptions,
): string {
  const refuse = (problem: string): never => {
    throw new MailError({ kind: 'content-invalid', field, problem });
  };
  const [liquid, name] = LIQUID.exec(text) ?? [];
  if (liquid !== undefined) {
    refuse(
      `Values are written as \${name}, not as in ${liquid.slice(0, 100)}${name === undefined ? '' : adviceFor(name)}`,
    );
  }
  const find = (path: string): unknown => findByPath(variables, path.split('.'));
  const filled = fillText(text, { find, locale, escape: ESCAPES[escape] });
  if (filled.problems.length > 0) {
    const all = filled.problems.map(({ placeholder, problem }) => `${placeholder}: ${problem}`);
    refuse(
      `${all.slice(0, MAX_PROBLEMS).join('; ').slice(0, MAX_CHARACTERS)}; values come from Template variables`,
    );
  }
  return escape === 'html' && bringsUnsafeLink(filled.text, text) ? refuse(UNSAFE_LINK) : filled.text;
}

const MAX_PROBLEMS = 10;
const MAX_CHARACTERS = 1000;

const adviceFor = (name: string): string => `: write \${${name.split('|')[0]?.trim().slice(0, 100) ?? ''}}`;

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

const ESCAPES: Readonly<Record<Escape, (written: string) => string>> = {
  html: (written) => written.replaceAll(/[&<>"']/g, (character) => HTML[character] ?? character),
  markdown: escapeMarkdown,
  nothing: (written) => written,
};
