import type { DocumentStore } from '@jobwright/connector-sdk';
import type { BodySource } from '@jobwright/http-client';
import type { BodyDocument } from './read-document.ts';
import { refuseBoundary } from './boundary.ts';

/** A part of a body: text, bytes, or a document that is read while it is sent. */
export type Segment =
  | string
  | Uint8Array
  | { readonly document: BodyDocument; readonly as: 'base64' }
  | {
      readonly document: BodyDocument;
      readonly as: 'bytes';
      /** The boundary of the model, which the content must not contain. */
      readonly boundary?: string | undefined;
    };

/** A body of segments, one after the other. Its length is known if the length of each document is. */
export function createSegmentsSource(segments: readonly Segment[], documents: DocumentStore): BodySource {
  const lengths = segments.map(measureSegment);
  const length = lengths.every((each) => each !== undefined)
    ? lengths.reduce((sum, each) => sum + each, 0)
    : undefined;
  return {
    ...(length === undefined ? {} : { length }),
    async *open({ signal }) {
      for (const segment of segments) {
        if (typeof segment === 'string' || segment instanceof Uint8Array) {
          yield typeof segment === 'string' ? Buffer.from(segment) : segment;
          continue;
        }
        const { content } = await documents.open(segment.document.reference, { signal });
        if (segment.as === 'base64') yield* encodeBase64(content);
        else yield* segment.boundary === undefined ? content : refuseBoundary(content, segment.boundary);
      }
    },
  };
}

function measureSegment(segment: Segment): number | undefined {
  if (typeof segment === 'string' || segment instanceof Uint8Array) return Buffer.byteLength(segment);
  const { size } = segment.document;
  if (size === undefined || segment.as === 'bytes') return size;
  return Math.ceil(size / 3) * 4;
}

async function* encodeBase64(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  for await (const chunk of content) {
    const bytes = Buffer.concat([rest, chunk]);
    const whole = bytes.byteLength - (bytes.byteLength % 3);
    rest = bytes.subarray(whole);
    yield Buffer.from(bytes.toString('base64', 0, whole), 'latin1');
  }
  yield Buffer.from(rest.toString('base64'), 'latin1');
}
