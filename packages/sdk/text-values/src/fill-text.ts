import { type FormattedValue, formatValue, type Locale } from './format-value.ts';

/** Where values come from, and how they are written. */
export interface FillOptions {
  /** The value at a path such as `customer.name`; `undefined` when there is none. */
  readonly find: (path: string) => unknown;
  readonly locale: Locale;
  /** What a value must not be able to say where it is put. Default: as it is written. */
  readonly escape?: (written: string) => string;
}

/** A placeholder that cannot be filled in. */
export interface PlaceholderProblem {
  /** As it stands in the text, e.g. `${customer.nme}`. */
  readonly placeholder: string;
  readonly problem: string;
}

/** The text with its values, and what could not be put in; then the text is of no use. */
export interface FilledText {
  readonly text: string;
  readonly problems: readonly PlaceholderProblem[];
}

const PLACEHOLDER = /\$\$\{|\$\{([^{}]*)\}/g;

/**
 * Puts values in for `${path}`, `${path | format}` and `${path | default:text}`; `$${` stands for `${`. What
 * is put in is never looked at again, so that a value cannot name another one. Takes time linear in the text.
 */
export function fillText(
  text: string,
  { find, locale, escape = (written) => written }: FillOptions,
): FilledText {
  if (!text.includes('${')) return { text, problems: [] };
  const problems: PlaceholderProblem[] = [];
  const filled = text.replaceAll(PLACEHOLDER, (placeholder: string, inner: string | undefined) => {
    if (inner === undefined) return '${';
    const { text: written, problem = 'It cannot be written' } = writeValue(inner, { find, locale });
    if (written === undefined) problems.push({ placeholder, problem });
    return escape(written ?? '');
  });
  return { text: filled, problems };
}

/** A stretch of a text: a placeholder such as `${name}` or `$${`, or what stands between two of them. */
export interface TextPart {
  readonly text: string;
  readonly isPlaceholder: boolean;
}

/** The placeholders of a text and what stands between them; together they are the text. */
export function splitPlaceholders(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  const addPlain = (to: number): void => {
    if (to > end) parts.push({ text: text.slice(end, to), isPlaceholder: false });
  };
  for (const match of text.matchAll(PLACEHOLDER)) {
    addPlain(match.index);
    parts.push({ text: match[0], isPlaceholder: true });
    end = match.index + match[0].length;
  }
  addPlain(text.length);
  return parts;
}

const DEFAULT = /^default\s*:\s*/;

function writeValue(inner: string, { find, locale }: Pick<FillOptions, 'find' | 'locale'>): FormattedValue {
  const [name = '', ...filters] = inner.split('|').map((part) => part.trim());
  const fallback = filters.find((filter) => DEFAULT.test(filter))?.replace(DEFAULT, '');
  const [format, ...others] = filters.filter((filter) => !DEFAULT.test(filter));
  if (others.length > 0) return { problem: 'Expected one format, and a default if need be' };
  const value = find(name);
  if (value === undefined || (fallback !== undefined && (value === null || value === ''))) {
    return fallback === undefined ? { problem: 'There is no such value in the data' } : { text: fallback };
  }
  return formatValue(value, format, locale);
}
