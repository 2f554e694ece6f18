import { type JsonValue, parseJson } from '@jobwright/connector-sdk';
import { decodeText, isJsonMediaType, parseContentType } from './content-type.ts';

/**
 * The body as process data: what parses as a JSON object or list is parsed whatever its content type, other JSON only
 * when the content type says so; the rest is text, blank is null.
 */
export function toResponseBody(bytes: Uint8Array, contentType: string | undefined): JsonValue {
  const { mediaType, charset } = parseContentType(contentType);
  const text = decodeText(bytes, charset);
  if (text.trim() === '') return null;
  if (!isJsonMediaType(mediaType) && !/^\s*[[{]/.test(text)) return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
