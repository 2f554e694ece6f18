import { randomUUID } from 'node:crypto';
import { isJsonObject, type JsonValue, stringifyJson } from '@jobwright/connector-sdk';
import { type BodyDocument, isMarkedAsDocument, readDocument } from './read-document.ts';
import type { Segment } from './segments-source.ts';

/**
 * The segments of JSON. Documents in it become base64 texts, encoded while they are sent. @throws InputError
 */
export function listJsonSegments(body: JsonValue, path: readonly PropertyKey[]): readonly Segment[] {
  if (!holdsDocument(body)) return [stringifyJson(body)];
  const found: BodyDocument[] = [];
  const mark = randomUUID();
  const marked = replaceDocuments(body, path, (document) => `${mark}-${found.push(document) - 1}`);
  // Every second piece is the index of a document; the quotes around its mark belong to the text.
  const pieces = stringifyJson(marked).split(new RegExp(`${mark}-(\\d+)`));
  return pieces.map((piece, index): Segment => {
    const document = index % 2 === 1 ? found[Number(piece)] : undefined;
    return document === undefined ? piece : { document, as: 'base64' };
  });
}

/** Most bodies hold none: they are written as they are. */
function holdsDocument(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(holdsDocument);
  return isJsonObject(value) && (isMarkedAsDocument(value) || Object.values(value).some(holdsDocument));
}

function replaceDocuments(
  value: JsonValue,
  path: readonly PropertyKey[],
  createMark: (document: BodyDocument) => string,
): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item: JsonValue, index) => replaceDocuments(item, [...path, index], createMark));
  }
  if (!isJsonObject(value)) return value;
  const document = readDocument(value, path);
  if (document !== undefined) return createMark(document);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaceDocuments(item, [...path, key], createMark)]),
  );
}
