import { type DocumentInput, isMediaType, type OperationContext } from '@jobwright/connector-sdk';
import type { BodySource } from '../http-message.ts';

/** A document as the body of a request. */
export interface DocumentBody extends BodySource {
  /** Its media type, for the header `Content-Type`. Default: not known. */
  readonly contentType?: string;
}

/**
 * Makes a document the body of a request. It is streamed, and opened anew each time the body is sent. Its
 * length is known before, unless neither the reference nor the store tells it; then it is sent in chunks. A
 * document of another length than was told fails the request.
 * @throws what opening the document throws; sending the body throws the same
 * @example
 * import type { DocumentReference, OperationContext } from '@jobwright/connector-sdk';
 *
 * async function upload(document: DocumentReference, context: OperationContext): Promise<number> {
 *   const body = await toBody(document, context);
 *   const request = { method: 'PUT', url: 'https://files.example.com/a', body } as const;
 *   return callHttp({ request }, context, async ({ status }) => status);
 * }
 */
export async function toBody(
  document: DocumentInput,
  { documents, signal }: Pick<OperationContext, 'documents' | 'signal'>,
): Promise<DocumentBody> {
  const metadata = document['camunda.document.type'] === 'camunda' ? document.metadata : undefined;
  // Only a document whose reference says no size is opened to learn it; it is read when it is first sent.
  let first = isLength(metadata?.size) ? undefined : await documents.open(document, { signal });
  const length = isLength(metadata?.size) ? metadata.size : first?.size;
  const contentType = metadata?.contentType ?? first?.contentType;
  return {
    ...(isLength(length) && { length }),
    ...(contentType !== undefined && isMediaType(contentType) && { contentType }),
    async *open({ signal: until }) {
      const opened = first ?? (await documents.open(document, { signal: until }));
      first = undefined;
      yield* opened.content;
    },
  };
}

/** A reference comes from a process, so it may say anything. */
const isLength = (size: number | undefined): size is number =>
  Number.isSafeInteger(size) && Number(size) >= 0;
