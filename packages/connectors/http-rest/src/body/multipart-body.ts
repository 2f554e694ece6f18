import { randomUUID } from 'node:crypto';
import type { DocumentStore, JsonObject, JsonValue } from '@jobwright/connector-sdk';
import { parseContentType } from '@jobwright/http-client';
import { readDocument } from './read-document.ts';
import { createBoundaryCheck, readBoundary } from './boundary.ts';
import { encodeText } from './encode-text.ts';
import { listJsonSegments } from './json-body.ts';
import type { EncodedBody } from './encoded-body.ts';
import { createSegmentsSource, type Segment } from './segments-source.ts';

interface MultipartOptions {
  /** The header of the model, whose boundary and charset are used. */
  readonly contentType: string;
  readonly documents: DocumentStore;
}

interface Part {
  readonly headers: string;
  readonly content: readonly Segment[];
}

/**
 * Encodes a map as `multipart/form-data` (RFC 7578): a document is a file, a list repeats the part, null is
 * omitted, a map is a JSON part.
 * @throws InputError
 */
export function encodeMultipart(body: JsonObject, { contentType, documents }: MultipartOptions): EncodedBody {
  const { charset } = parseContentType(contentType);
  const given = readBoundary(contentType);
  const boundary = given ?? `jobwright-${randomUUID()}`;
  const parts = Object.entries(body).flatMap(([name, value]) => {
    const isRepeated = Array.isArray(value);
    const values: readonly JsonValue[] = isRepeated ? value : [value];
    return values.flatMap((item, index): Part[] =>
      item === null
        ? []
        : [
            encodePart({
              name,
              value: item,
              path: ['body', name, ...(isRepeated ? [index] : [])],
              charset,
              given,
            }),
          ],
    );
  });
  const segments = parts.flatMap(({ headers, content }): Segment[] => [
    `--${boundary}\r\n${headers}\r\n\r\n`,
    ...content,
    '\r\n',
  ]);
  return {
    content: createSegmentsSource([...segments, `--${boundary}--\r\n`], documents),
    contentType:
      given === undefined ? `${withoutTrailingSemicolons(contentType)}; boundary=${boundary}` : contentType,
  };
}

interface PartOptions {
  readonly name: string;
  readonly value: JsonValue;
  readonly path: readonly PropertyKey[];
  readonly charset: string | undefined;
  /** The boundary of the model, if it has one; content cannot guess ours. */
  readonly given: string | undefined;
}

function encodePart({ name, value, path, charset, given }: PartOptions): Part {
  const disposition = `Content-Disposition: form-data; name="${escapeName(name)}"`;
  const document = readDocument(value, path);
  if (document !== undefined) {
    const { fileName = 'document', contentType = 'application/octet-stream' } = document;
    const headers = `${disposition}; filename="${escapeName(fileName)}"\r\nContent-Type: ${contentType}`;
    return { headers, content: [{ document, as: 'bytes', boundary: given }] };
  }
  if (typeof value === 'object') {
    const headers = `${disposition}\r\nContent-Type: application/json`;
    return { headers, content: listJsonSegments(value, path) };
  }
  const type = charset === undefined ? '' : `\r\nContent-Type: text/plain; charset=${charset}`;
  const text = encodeText(String(value), charset);
  if (given !== undefined) createBoundaryCheck(given)(Buffer.from(text));
  return { headers: `${disposition}${type}`, content: [text] };
}

/**
 * Percent-encodes quotes as browsers do (HTML, "multipart form data"), so that a name cannot end its header;
 * also control characters, and the backslash, which some servers read as an escape.
 */
const escapeName = (name: string): string =>
  name.replaceAll(
    /["\\\x00-\x1f\x7f]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );

/** Empty parameters are allowed, but some servers cannot read them. */
function withoutTrailingSemicolons(text: string): string {
  let end = text.length;
  while (end > 0 && /[;\s]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
