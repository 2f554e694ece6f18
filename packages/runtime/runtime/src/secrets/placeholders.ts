/** `{{secrets.NAME}}` anywhere in a text; blanks inside the braces are allowed. */
const IN_BRACES = /\{\{\s*secrets\.([^\s{}]+)\s*\}\}/g;
/** `secrets.NAME` counts only when it is the whole text, so that prose cannot name a secret. */
const BARE = /^secrets\.((?:[a-zA-Z0-9]+[/._-])*[a-zA-Z0-9]+)$/;

/** The names of secrets in a text, in their order. */
export function listNames(text: string): readonly string[] {
  if (!text.includes('secrets.')) return [];
  const bare = BARE.exec(text)?.[1];
  if (bare !== undefined) return [bare];
  return [...text.matchAll(IN_BRACES)].flatMap(([, name]) => name ?? []);
}

/**
 * The text with each placeholder replaced for which `findValue` has a value, in one pass: values are not
 * searched again.
 */
export function replaceNames(text: string, findValue: (name: string) => string | undefined): string {
  if (!text.includes('secrets.')) return text;
  const bare = BARE.exec(text)?.[1];
  if (bare !== undefined) return findValue(bare) ?? text;
  return text.replaceAll(IN_BRACES, (placeholder, name: string) => findValue(name) ?? placeholder);
}
