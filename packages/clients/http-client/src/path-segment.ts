import { InputError } from '@jobwright/connector-sdk';

/**
 * A value as one segment of a URL's path, percent-encoded. Refused is what a server, or what stands before it, may take for a way to
 * another resource: nothing at all, `.` and `..`, also percent-encoded, and also between slashes or backslashes.
 * @throws InputError that names `field`
 */
export function encodePathSegment(value: string | number | bigint | boolean, field: string): string {
  const text = String(value);
  if (text === '') throw inputError(field, 'is empty, but becomes a part of the URL');
  if (hasDotSegment(text)) {
    throw inputError(field, 'is or has "." or ".." as a part of the URL, which would lead elsewhere');
  }
  try {
    return encodeURIComponent(text);
  } catch {
    throw inputError(field, 'has half of a character pair, which cannot be a part of the URL');
  }
}

/** Whether a part between slashes or backslashes is `.` or `..`, however often it is percent-encoded. */
export function hasDotSegment(path: string): boolean {
  const isPlain = !path.includes('.') && !path.includes('%');
  return !isPlain && decodeFully(path).split(/[/\\]/).some(isDots);
}

/** Servers of Java drop parameters behind `;` before they look at a segment. */
const isDots = (segment: string): boolean => /^\.{1,2}(;|$)/.test(segment);

/** What is written with percent signs only to be decoded to these. */
const ENCODED = /%(?:2e|2f|5c|3b|25)/gi;
const MAX_ROUNDS = 5;

function decodeFully(text: string): string {
  let decoded = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = decoded.replaceAll(ENCODED, decodeURIComponent);
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}

const inputError = (path: string, message: string): InputError => new InputError([{ path, message }]);
