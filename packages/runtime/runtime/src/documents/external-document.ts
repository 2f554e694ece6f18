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
  /** The largest content. */
  readonly maxBytes: number;
  /** Called with the function that ends the request, also before its content has been read. */
  readonly onOpen: (leave: () => void) => void;
}

/**
 * Fetches a document from elsewhere, under the rules of the network and without credentials. Redirects are
 * followed, and the content is streamed.
 * @throws ConnectorError `DOCUMENT_NOT_FOUND`, `DOCUMENT_TOO_LARGE`, `HTTP_BLOCKED`; ConnectorError,
 * RetryableError `DOCUMENT_UNAVAILABLE`
 */
export function openExternalDocument(
  { url, name }: ExternalDocument,
  { maxBytes, onOpen, ...context }: FetchOptions,
): Promise<OpenDocument> {
  return new Promise((resolve, reject) => {
    const request = {
      method: 'GET',
      url,
      // A compressed response does not say how long the document is.
      headers: [['Accept-Encoding', 'identity']],
      followRedirects: true,
      maxResponseBytes: maxBytes,
    } as const;
    const asFailure = (error: unknown): Error => documentFailure(error, maxBytes);
    const read = (response: OpenHttpResponse): Promise<void> => {
      const failure = answerFailure(response);
      if (failure !== undefined) throw failure;
      return new Promise((leave) => {
        onOpen(leave);
        resolve({
          fileName: name ?? readFileName(url),
          contentType: readHeader(response.headers, 'content-type'),
          size: readSize(response),
          content: readContent(response, { leave, asFailure }),
        });
      });
    };
    callHttp({ request }, context, read).catch((error: unknown) => reject(asFailure(error)));
  });
}

interface ReadOptions {
  readonly leave: () => void;
  readonly asFailure: (error: unknown) => Error;
}

async function* readContent(
  { body }: OpenHttpResponse,
  { leave, asFailure }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw asFailure(error);
  } finally {
    leave();
  }
}

function answerFailure({ status }: OpenHttpResponse): Error | undefined {
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

/** The failure of the client, with codes that cannot be mistaken for those of the connector's own call. */
function documentFailure(error: unknown, maxBytes: number): Error {
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
