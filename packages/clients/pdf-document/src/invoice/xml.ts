const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What is left of a text in XML 1.0, which may not hold all characters. */
export const removeInvalidCharacters = (text: string): string =>
  text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');

export const escapeXml = (text: string): string =>
  removeInvalidCharacters(text).replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

/**
 * An element: a name, attributes, and text or elements inside. `undefined` is left out, and so is what is
 * then empty.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /** Written also when there is nothing in it. */
  readonly keep?: boolean | undefined;
  readonly content: string | readonly (XmlElement | undefined)[];
}

export function writeXml({ name, attributes = {}, keep = false, content }: XmlElement): string {
  const inside =
    typeof content === 'string'
      ? escapeXml(content)
      : content.map((child) => (child === undefined ? '' : writeXml(child))).join('');
  if (inside === '' && !keep && Object.keys(attributes).length === 0) return '';
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${list.join('')}>${inside}</${name}>`;
}
