const MAX_CHARACTERS = 20_000;

/** Each takes time linear in what it is given. */
const FILTERS: ReadonlySet<string> = new Set(
  'abs append at_least at_most capitalize ceil date default divided_by downcase escape first floor last minus modulo plus prepend round size times upcase'.split(
    ' ',
  ),
);
const TAGS: ReadonlySet<string> = new Set(
  'assign break case comment continue else elsif endcase endcomment endfor endif endunless for if unless when'.split(
    ' ',
  ),
);
const FILTER = /\|\s*([A-Za-z_]+)/g;
const TAG = /\{%-?\s*([A-Za-z_#]*)/g;
const DATE = /\|\s*date\b/g;
/** Its format is written out, without a width: one of many digits makes a text as long. */
const PLAIN_DATE = /\|\s*date\s*:\s*(?:"(?:[^"%]|%[-_^#:]?[A-Za-z%])*"|'(?:[^'%]|%[-_^#:]?[A-Za-z%])*')/g;

/**
 * Whether each part of a template is short by itself, so that a limit of time between them is one. When in
 * doubt it is not.
 */
export function isPlainTemplate(template: string): boolean {
  if (template.length > MAX_CHARACTERS) return false;
  const isKnown = (names: ReadonlySet<string>, pattern: RegExp): boolean =>
    [...template.matchAll(pattern)].every(([, name = '']) => names.has(name));
  return (
    isKnown(FILTERS, FILTER) &&
    isKnown(TAGS, TAG) &&
    (template.match(DATE)?.length ?? 0) === (template.match(PLAIN_DATE)?.length ?? 0)
  );
}
