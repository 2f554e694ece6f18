import { fillText, type Locale, type Scope } from '@jobwright/text-values';
import { definitionError } from '../pdf-error.ts';

export interface TextContext {
  readonly scope: Scope | undefined;
  readonly locale: Locale;
  /** Of the text, in the input. */
  readonly path: string;
}

/**
 * Puts values in for `${path | format}`; `$${` stands for `${`. Without a scope a text stays as it is.
 * What is put in is never looked at again, so a value cannot name another one.
 * @throws PdfError `definition` when there is no such value or it cannot be written so
 */
export function interpolate(text: string, { scope, locale, path }: TextContext): string {
  if (scope === undefined) return text;
  const filled = fillText(text, { find: (name) => scope.find(name), locale });
  if (filled.problems.length === 0) return filled.text;
  throw definitionError(
    filled.problems.map(({ placeholder, problem }) => ({ path, message: `${placeholder}: ${problem}` })),
  );
}

/** A value of the data, or the data's way of saying that there is none. */
export function findValue(name: string, { scope, path }: Pick<TextContext, 'scope' | 'path'>): unknown {
  const value = scope?.find(name);
  if (value === undefined) throw definitionError([{ path, message: `There is no ${name} in the data` }]);
  return value;
}
