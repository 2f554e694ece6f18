import { definitionError } from '../pdf-error.ts';

const UNUSUAL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u0300-\u036F\uD800-\uDFFF]/;
/** What only makes a character together with another one. */
const HALF = /\p{Cs}/u;
const CONTROL = /(?![\n\t])\p{Cc}/u;

/**
 * Text as it is drawn: one form of each accented letter, one kind of line break, no tabs.
 * @throws PdfError `definition` for control characters and halves of characters
 */
export function normalizeText(text: string, path: string): string {
  if (!UNUSUAL.test(text)) return text;
  const normal = text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .normalize('NFC');
  if (CONTROL.test(normal)) throw definitionError([{ path, message: 'Control characters are not allowed' }]);
  if (HALF.test(normal)) throw definitionError([{ path, message: 'A character is cut in half' }]);
  return normal;
}
