import { type JsonValue, parseJson } from '@jobwright/connector-sdk';
import { decodeText, isJsonMediaType, parseContentType } from '@jobwright/http-client';
import type { ResponseFormat } from './response-format.schema.ts';

/** A body as process data. What cannot be read as JSON is text; a body that is blank is null, but as text. */
export function toResponseBody(
  bytes: Uint8Array,
  contentType: string | undefined,
  { as, encoding }: Pick<ResponseFormat, 'as' | 'encoding'>,
): JsonValue {
  const { mediaType, charset } = parseContentType(contentType);
  const text = decodeText(bytes, encoding ?? charset);
  if (as === 'TEXT') return text;
  if (text.trim() === '') return null;
  const maybeJson = as === 'JSON' || isJsonMediaType(mediaType) || /^\s*[[{]/.test(text);
  return maybeJson ? parseJsonOrText(text) : text;
}

function parseJsonOrText(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
