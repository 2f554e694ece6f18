import { type DocumentStore, InputError, isJsonObject, type JsonValue } from '@jobwright/connector-sdk';
import { parseContentType } from '@jobwright/http-client';
import { readDocument } from './read-document.ts';
import { encodeText } from './encode-text.ts';
import { encodeForm } from './form-body.ts';
import { listJsonSegments } from './json-body.ts';
import { encodeMultipart } from './multipart-body.ts';
import type { EncodedBody } from './encoded-body.ts';
import { createSegmentsSource } from './segments-source.ts';

export interface BodyOptions {
  readonly body: JsonValue | undefined;
  /** The header of the model. */
  readonly contentType: string | undefined;
  readonly ignoreNullValues: boolean;
  readonly documents: DocumentStore;
}

/**
 * Encodes a body: text unchanged, a document as its content, a map as form, multipart or JSON according to
 * the content type, anything else as JSON. `undefined` if there is no body.
 * @throws InputError
 */
export function encodeRequestBody(options: BodyOptions): EncodedBody | undefined {
  const { body, contentType, documents } = options;
  if (body === undefined || body === null) return undefined;
  const { mediaType, charset } = parseContentType(contentType);
  const encode = (text: string): EncodedBody => ({
    content: encodeText(text, charset),
    contentType: contentType ?? 'application/json',
  });
  if (typeof body !== 'object') return encode(String(body));

  const document = readDocument(body, ['body']);
  const content = options.ignoreNullValues && document === undefined ? withoutNulls(body) : body;
  if (mediaType === 'multipart/form-data') {
    const parts = document === undefined ? content : undefined;
    if (!isJsonObject(parts))
      throw new InputError([{ path: 'body', message: 'Expected a map: name of a part to its content' }]);
    return encodeMultipart(parts, { contentType: contentType ?? mediaType, documents });
  }
  if (document !== undefined) {
    const ownType = document.contentType ?? 'application/octet-stream';
    return {
      content: createSegmentsSource([{ document, as: 'bytes' }], documents),
      contentType: contentType ?? ownType,
    };
  }
  if (mediaType === 'application/x-www-form-urlencoded') return encode(encodeForm(content, charset));
  const json = listJsonSegments(content, ['body']);
  const [text] = json;
  if (json.length === 1 && typeof text === 'string') return encode(text);
  return { content: createSegmentsSource(json, documents), contentType: contentType ?? 'application/json' };
}

/** Removes the fields of maps that are null, at any depth; lists keep their items. */
function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])),
  );
}
