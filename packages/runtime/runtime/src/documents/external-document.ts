import { toError } from '@jobwright/concurrency';
import {
  ConnectorError,
  type DocumentInput,
  isConnectorFailure,
  type OpenDocument,
  RetryableError,
} from '@jobwright/connector-sdk';
import { callHttp, type HttpContext, type OpenHttpResponse, readHeader } from '@jobwright/http-client';

export type ExternalDocument = Extract<DocumentInput, { readonly 'camunda.document.type': 'external' }>;

export interface FetchOptions extends HttpContext {
  /** Of the content. */
  readonly maxBytes: number;
  /** Takes what ends the request although its content has not been read. */
  readonly onOpen: (leave: () => void) => void;
}

/**
 * Fetches a document that lies elsewhere, by the rules of the network and without credentials; redirects are followed. The content
 * is streamed.
 * @throws ConnectorError `DOCUMENT_NOT_FOUND`, `DOCUMENT_TOO_LARGE`, `HTTP_BLOCKED`; ConnectorError, RetryableError `DOCUMENT_UNAVAILABLE`
 */
export function openExternalDocument(
  { url, name }: ExternalDocument,
  { maxBytes, onOpen, ...context }: FetchOptions,
): Promise<OpenDocument> {
  return new Promise((resolve, reject) => {
    const request = {
      method: 'GET',
      url,
      // What is compressed on the way has no length to tell.
      headers: [['Accept-Encoding', 'identity']],
      followRedirects: true,
      maxResponseBytes: maxBytes,
    } as const;
    const toFailure = (error: unknown): Error => toDocumentFailure(error, maxBytes);
    const read = (response: OpenHttpResponse): Promise<void> => {
      const failure = toAnswerFailure(response);
      if (failure !== undefined) throw failure;
      return new Promise((leave) => {
        onOpen(leave);
        resolve({
          fileName: name ?? readFileName(url),
          contentType: readHeader(response.headers, 'content-type'),
          size: readSize(response),
          content: readContent(response, { leave, toFailure }),
        });
      });
    };
    callHttp({ request }, context, read).catch((error: unknown) => reject(toFailure(error)));
  });
}

interface ReadOptions {
  readonly leave: () => void;
  readonly toFailure: (error: unknown) => Error;
}

async function* readContent(
  { body }: OpenHttpResponse,
  { leave, toFailure }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw toFailure(error);
  } finally {
    leave();
  }
}

function toAnswerFailure({ status }: OpenHttpResponse): Error | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 404 || status === 410) {
    const message = `There is no external document: its server answered ${status}`;
    return new ConnectorError({ code: 'DOCUMENT_NOT_FOUND', message });
  }
  const failure = { code: 'DOCUMENT_UNAVAILABLE', message: `${UNAVAILABLE}: its server answered ${status}` };
  const isTransient = status >= 500 || [408, 425, 429].includes(status);
  return isTransient ? new RetryableError(failure) : new ConnectorError(failure);
}

const UNAVAILABLE = 'The external document cannot be fetched';

/** What the client says, with codes that nobody takes for those of the connector's own call. */
function toDocumentFailure(error: unknown, maxBytes: number): Error {
  if (!isConnectorFailure(error)) return toError(error);
  if (!error.code.startsWith('HTTP_')) return error;
  const { code, message, kind, cause } = error;
  if (code === 'HTTP_BLOCKED' || code === 'HTTP_CANCELLED') return error;
  if (code === 'HTTP_RESPONSE_TOO_LARGE') {
    const tooLarge = `An external document is larger than ${maxBytes} bytes`;
    return new ConnectorError({ code: 'DOCUMENT_TOO_LARGE', message: tooLarge });
  }
  const failure = { code: 'DOCUMENT_UNAVAILABLE', message: `${UNAVAILABLE}: ${code}: ${message}`, cause };
  return kind === 'retryable' ? new RetryableError(failure) : new ConnectorError(failure);
}

/** The last part of the path; the query may hold a secret. */
function readFileName(url: string): string | undefined {
  const segment = URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
  try {
    return decodeURIComponent(segment) || undefined;
  } catch {
    return segment;
  }
}

function readSize({ headers }: OpenHttpResponse): number | undefined {
  const length = readHeader(headers, 'content-length');
  const isAsSent = readHeader(headers, 'content-encoding') === undefined;
  return isAsSent && length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined;
}
