/**
 * Text of a document becomes source of a program here, and nowhere else: whatever it is, it stays a text, a
 * name or a comment.
 */

/** A string literal of exactly this text. */
export const renderLiteral = (text: string): string => `'${escapeText(text, "'")}'`;

/** A one-line string literal for people to read. */
export const renderText = (text: string): string => renderLiteral(toOneLine(text));

/** What stands between the backticks of a template literal. */
export const renderTemplateText = (text: string): string => escapeText(text, '`').replaceAll('$', '\\$');

/** What stands in a block comment. */
export const renderComment = (text: string): string => toOneLine(text).replaceAll('*/', '*\\/');

/** The name of a property in an object literal. `__proto__` would be the prototype, also as a text. */
export function renderKey(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : renderLiteral(name);
}

/** The literal of a JSON value. */
export function renderJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) => `${renderKey(name)}: ${renderJson(member)}`,
    );
    return `{ ${members.join(', ')} }`;
  }
  if (typeof value === 'string') return renderLiteral(value);
  return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : 'null';
}

const toOneLine = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

/** Line ends of JavaScript, control characters, and halves of character pairs are written as escapes. */
const escapeText = (text: string, quote: "'" | '`'): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll(
      /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
      (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
    );
