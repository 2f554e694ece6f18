import { formatValue, type Locale } from './format-value.ts';
import type { Scope } from './scope.ts';
import { definitionError } from '../pdf-error.ts';

export interface TextContext {
  readonly scope: Scope | undefined;
  readonly locale: Locale;
  /** Of the text, in the input. */
  readonly path: string;
}

const PLACEHOLDER = /\$\$\{|\$\{([^{}]*)\}/g;

/**
 * Puts values in for `${path | format}`; `$${` stands for `${`. Without a scope a text stays as it is.
 * What is put in is never looked at again, so a value cannot name another one.
 * @throws PdfError `definition` when there is no such value or it cannot be written so
 */
export function interpolate(text: string, { scope, locale, path }: TextContext): string {
  if (scope === undefined || !text.includes('${')) return text;
  return text.replaceAll(PLACEHOLDER, (whole: string, inner: string | undefined) => {
    if (inner === undefined) return '${';
    const [name = '', format] = splitFormat(inner);
    const value = scope.find(name);
    const fail = (message: string): never => {
      throw definitionError([{ path, message: `${whole}: ${message}` }]);
    };
    if (value === undefined) return fail('There is no such value in the data');
    const { text: written, problem } = formatValue(value, format, locale);
    return written ?? fail(problem ?? 'It cannot be written');
  });
}

const splitFormat = (inner: string): readonly string[] => {
  const at = inner.indexOf('|');
  return at === -1 ? [inner.trim()] : [inner.slice(0, at).trim(), inner.slice(at + 1).trim()];
};

/** A value of the data, or the data's way of saying that there is none. */
export function findValue(name: string, { scope, path }: Pick<TextContext, 'scope' | 'path'>): unknown {
  const value = scope?.find(name);
  if (value === undefined) throw definitionError([{ path, message: `There is no ${name} in the data` }]);
  return value;
}
