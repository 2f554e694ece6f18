import { InputError, isJsonObject, type JsonValue, toPath } from '@jobwright/connector-sdk';
import { readDocument } from './read-document.ts';
import { encodeText } from './encode-text.ts';

/**
 * Encodes a map as `application/x-www-form-urlencoded`; a list repeats the name, null is a name without a
 * value. A form cannot express a map in a field, so it is sent as the Java runtime sends it: `{a=1, b=2}`.
 * @throws InputError
 */
export function encodeForm(body: JsonValue, charset: string | undefined): string {
  if (!isJsonObject(body)) {
    throw new InputError([{ path: 'body', message: 'Expected a map or text: it is sent as a form' }]);
  }
  return Object.entries(body)
    .flatMap(([name, value]) => {
      const isRepeated = Array.isArray(value);
      const values: readonly JsonValue[] = isRepeated ? value : [value];
      return values.map((item, index) => {
        const field = encodeField(name, charset);
        if (item === null) return field;
        const path = ['body', name, ...(isRepeated ? [index] : [])];
        return `${field}=${encodeField(toJavaText(item, path), charset)}`;
      });
    })
    .join('&');
}

/** The text of a value as `toString` of Java's lists and maps writes it. */
function toJavaText(value: JsonValue, path: readonly PropertyKey[]): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (readDocument(value, path) !== undefined) {
    const message = 'A form field cannot hold a document; send JSON or multipart/form-data';
    throw new InputError([{ path: toPath(path), message }]);
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${key}=${toJavaText(item, [...path, key])}`);
    return `{${entries.join(', ')}}`;
  }
  return `[${value.map((item, index) => toJavaText(item, [...path, index])).join(', ')}]`;
}

/** Percent-encodes a field of a form (URL standard, 5.2), each byte in the charset of the form. */
function encodeField(text: string, charset: string | undefined): string {
  const bytes = encodeText(text, charset);
  if (typeof bytes === 'string') return new URLSearchParams([['', bytes]]).toString().slice(1);
  return Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    if (character === ' ') return '+';
    if (/[\w*.-]/.test(character)) return character;
    return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
