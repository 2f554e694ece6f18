import { JavaStreamError } from './java-stream-error.ts';

/** Long texts are put together of parts: a call takes only so many arguments. */
const PART = 8_192;

/**
 * Reads Java's modified UTF-8: each unit of UTF-16 has one to three bytes of its own.
 * @throws JavaStreamError
 */
export function readModifiedUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let units: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const length = lengthOf(first);
    if (length === 0 || at + length > bytes.length) throw new JavaStreamError('A text that is not valid');
    const second = (bytes[at + 1] ?? 0) & 0x3f;
    const third = (bytes[at + 2] ?? 0) & 0x3f;
    if (length === 1) units.push(first);
    else if (length === 2) units.push(((first & 0x1f) << 6) | second);
    else units.push(((first & 0x0f) << 12) | (second << 6) | third);
    at += length;
    if (units.length === PART) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  parts.push(String.fromCharCode(...units));
  return parts.join('');
}

function lengthOf(first: number): 0 | 1 | 2 | 3 {
  if (first < 0x80) return 1;
  if (first >> 5 === 0b110) return 2;
  return first >> 4 === 0b1110 ? 3 : 0;
}
