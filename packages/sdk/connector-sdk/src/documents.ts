import { z } from 'zod';
import { ConnectorError } from './connector-failure.ts';

const metadata = z.object({
  contentType: z.string().optional(),
  fileName: z.string().optional(),
  size: z.number().optional(),
  expiresAt: z.string().nullish(),
  processDefinitionId: z.string().nullish(),
  processInstanceKey: z.union([z.string(), z.number(), z.bigint()]).nullish(),
  customProperties: z.record(z.string(), z.unknown()).nullish(),
});

/** Camunda's document reference: what travels in variables instead of the content. */
export const documentReference = z.object({
  'camunda.document.type': z.literal('camunda'),
  storeId: z.string(),
  documentId: z.string(),
  contentHash: z.string().nullish(),
  metadata: metadata.default({}),
});

const MEDIA_TYPE =
  /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+[ \t]*(?:;[ \t]*(?:[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~:/?@()[\]-]+|"[\t\x20\x21\x23-\x5b\x5d-\x7e]*")[ \t]*)?)*$/;

/**
 * Whether a text is a media type with its parameters, such as `text/plain; charset=utf-8` (RFC 9110, 8.3),
 * and nothing that goes beyond a header line.
 */
export const isMediaType = (text: string): boolean => text.length <= 1_000 && MEDIA_TYPE.test(text);

/** A document given in full by the model; `content` is text. */
export const inlineDocument = z.object({
  'camunda.document.type': z.literal('inline'),
  content: z.string(),
  name: z.string().optional(),
  /** Blank: plain text. */
  contentType: z
    .string()
    .refine((text) => text === '' || isMediaType(text), 'Expected a media type such as application/pdf')
    .optional(),
});

/** A document that lies on another server; it is fetched when a connector opens it. */
export const externalDocument = z.object({
  'camunda.document.type': z.literal('external'),
  url: z
    .string()
    .regex(/^https?:\/\/\S+$/i, 'Expected a URL that starts with http:// or https://')
    .meta({ secret: 'named' }),
  name: z.string().optional(),
});

/** A document as a connector takes it in. */
export const documentInput = z.discriminatedUnion(
  'camunda.document.type',
  [documentReference, inlineDocument, externalDocument],
  {
    error:
      'Expected a document reference, as a connector that makes documents returns it, an inline or an external document',
  },
);

/** A Camunda document reference, as process variables hold it. */
export type DocumentReference = z.output<typeof documentReference>;
/** A document as an input takes it: a reference, or its content. */
export type DocumentInput = z.output<typeof documentInput>;

/** A document that is to be stored. */
export interface NewDocument {
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
  readonly fileName: string;
  /** Media type, e.g. `application/pdf`. */
  readonly contentType: string;
}

/** What a store is told with a call. */
export interface DocumentCallOptions {
  readonly signal: AbortSignal;
  /** The process instance that the document is created or read for, where there is one. */
  readonly processInstanceKey?: string;
}

/** A document opened for reading. The content can be read once. */
export interface OpenDocument {
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  /** Bytes, where the store tells. */
  readonly size: number | undefined;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Where documents are kept and read. All reject with ConnectorError or RetryableError whose codes begin with
 * `DOCUMENT_`.
 */
export interface DocumentStore {
  create(document: NewDocument, options: DocumentCallOptions): Promise<DocumentReference>;
  /**
   * @throws ConnectorError `DOCUMENT_NOT_FOUND`, and of external documents `DOCUMENT_TOO_LARGE`,
   * `DOCUMENT_UNAVAILABLE`
   */
  open(document: DocumentInput, options: DocumentCallOptions): Promise<OpenDocument>;
  /**
   * Deletes a document; one that is not there is deleted. A store that cannot does not have it: what is made
   * in vain is left then.
   */
  delete?(document: DocumentReference, options: { readonly signal: AbortSignal }): Promise<void>;
  /**
   * A URL by which anybody reads the document until it ends. A store that has no such links does not have it.
   * @throws ConnectorError `DOCUMENT_NOT_FOUND`, `DOCUMENT_STORE_REFUSED`
   */
  createLink?(document: DocumentReference, options: DocumentLinkOptions): Promise<string>;
}

/** For how long a link to a document works. */
export interface DocumentLinkOptions {
  readonly signal: AbortSignal;
  /** How long the link lives, in milliseconds. Default: as long as the store says. */
  readonly timeToLiveMs?: number | undefined;
}

/**
 * Reads a whole document into memory.
 * @throws ConnectorError `DOCUMENT_TOO_LARGE` as soon as more than `maxBytes` have come
 */
export async function readDocument(
  document: OpenDocument,
  options: { readonly maxBytes: number },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of document.content) {
    size += chunk.byteLength;
    if (size > options.maxBytes) {
      throw new ConnectorError({
        code: 'DOCUMENT_TOO_LARGE',
        message: `Document ${document.fileName ?? '(unnamed)'} is larger than ${options.maxBytes} bytes`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
