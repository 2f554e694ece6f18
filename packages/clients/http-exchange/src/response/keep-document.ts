import {
  type DocumentReference,
  isConnectorFailure,
  type NewDocument,
  type OperationContext,
} from '@jobwright/connector-sdk';
import type { HttpMethod } from '@jobwright/http-client';
import { exchangeErrors } from '../exchange-errors.ts';

/** The part of the operation context that stores documents. */
export type DocumentContext = Pick<OperationContext, 'documents' | 'signal'>;

export interface Answered {
  readonly method: HttpMethod;
  readonly status: number;
}

/** Idempotent methods (RFC 9110, 9.2.2). */
const REPEATABLE: readonly HttpMethod[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];

/**
 * Stores the body of a response as a document. The server has processed the request, so a failure of the
 * store is final unless the method is idempotent.
 * @throws ConnectorError `HTTP_RESPONSE_NOT_KEPT`, or RetryableError for an idempotent method; what reading
 * the body throws
 */
export async function keepDocument(
  document: NewDocument,
  { method, status }: Answered,
  { documents, signal }: DocumentContext,
): Promise<DocumentReference> {
  const body = watch(document.content);
  try {
    return await documents.create({ ...document, content: body.content }, { signal });
  } catch (error) {
    if (body.failure !== undefined) throw body.failure.error;
    signal.throwIfAborted();
    const mayRepeat = REPEATABLE.includes(method);
    throw exchangeErrors.HTTP_RESPONSE_NOT_KEPT({
      retry: mayRepeat && !isFinal(error),
      message: `The server responded with ${status}, but the body could not be stored as a document: ${describeStoreFailure(error)}${mayRepeat ? '' : `. The ${method} is not sent again`}`,
      variables: { response: { status } },
      cause: error,
    });
  }
}

const isFinal = (error: unknown): boolean => isConnectorFailure(error) && error.kind !== 'retryable';

const describeStoreFailure = (error: unknown): string =>
  isConnectorFailure(error) ? error.message : 'the reason is in the log of the runtime';

interface Watched {
  readonly content: NewDocument['content'];
  /** What reading threw: then it is not the store that failed. */
  readonly failure: { readonly error: unknown } | undefined;
}

function watch(content: NewDocument['content']): Watched {
  if (content instanceof Uint8Array) return { content, failure: undefined };
  let failure: Watched['failure'];
  return {
    content: (async function* () {
      try {
        yield* content;
      } catch (error) {
        failure = { error };
        throw error;
      }
    })(),
    get failure() {
      return failure;
    },
  };
}
