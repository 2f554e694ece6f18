import { InputError } from '@jobwright/connector-sdk';

/**
 * Percent-encodes a value as one segment of a URL's path. Refuses values that a server or proxy could resolve
 * to another resource: an empty text, and `.` or `..`, also percent-encoded, and also between slashes or
 * backslashes.
 * @throws InputError that names `field`
 */
export function encodePathSegment(value: string | number | bigint | boolean, field: string): string {
  const text = String(value);
  if (text === '') throw inputError(field, 'is empty, but becomes a segment of the URL');
  if (hasDotSegment(text)) {
    throw inputError(field, 'would put "." or ".." as a segment into the URL, which leads elsewhere');
  }
  try {
    return encodeURIComponent(text);
  } catch {
    throw inputError(field, 'has half of a surrogate pair, which a URL cannot contain');
  }
}

/**
 * Whether a path has a segment `.` or `..` between slashes or backslashes, however often it is
 * percent-encoded.
 */
export function hasDotSegment(path: string): boolean {
  const isPlain = !path.includes('.') && !path.includes('%');
  return !isPlain && decodeFully(path).split(/[/\\]/).some(isDots);
}

/** Java servers remove parameters after `;` before they look at a segment. */
const isDots = (segment: string): boolean => /^\.{1,2}(;|$)/.test(segment);

/** The characters that can hide a segment when they are percent-encoded. */
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
