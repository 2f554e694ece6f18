import type { JsonValue } from '@jobwright/json';
import { decodeText, isJsonMediaType, parseContentType } from '@jobwright/http-client';
import { findDeclaredCharset } from './declared-charset.ts';
import { findFirstJson } from './first-json.ts';
import { parseBodyJson } from './parse-body-json.ts';
import type { ResponseFormat } from './response-format.schema.ts';

/**
 * Decodes a body as process data. What does not begin with JSON is text; a blank body is null, unless it is
 * read as text.
 */
export function decodeResponseBody(
  bytes: Uint8Array,
  contentType: string | undefined,
  { as, encoding }: Pick<ResponseFormat, 'as' | 'encoding'>,
): JsonValue {
  const { mediaType, charset } = parseContentType(contentType);
  const text = decodeText(bytes, encoding ?? charset ?? findDeclaredCharset(bytes, mediaType));
  if (as === 'TEXT') return text;
  if (text.trim() === '') return null;
  const maybeJson = as === 'JSON' || isJsonMediaType(mediaType) || /^\s*[[{]/.test(text);
  return maybeJson ? parseJsonOrText(text, LINES.test(mediaType)) : text;
}

/** Types with several values one after the other, of which the first is not the whole body. */
const LINES = /[/+](?:x-)?(?:ndjson|ldjson|jsonl|jsonlines|json-seq)$/;

/** If text follows an object or list, the Java runtime takes the object or list, and models rely on that. */
function parseJsonOrText(text: string, areLines: boolean): JsonValue {
  try {
    return parseBodyJson(text);
  } catch {
    const first = areLines ? undefined : findFirstJson(text);
    return first === undefined ? text : parseFirst(first, text);
  }
}

function parseFirst(first: string, text: string): JsonValue {
  try {
    return parseBodyJson(first);
  } catch {
    return text;
  }
}
