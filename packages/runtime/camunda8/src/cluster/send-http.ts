import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, rootCertificates } from 'node:tls';
import { openNetwork, type OutboundNetwork } from '@jobwright/connector-sdk';
import {
  createHttpClient,
  type HttpClient,
  type HttpRequest,
  type OpenHttpResponse,
} from '@jobwright/http-client';

/** PEM files, as the SDK is told them: of the authority to trust beside the usual ones, of our certificate and its key. */
export interface ClusterTls {
  readonly caFile?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
}

/** How the cluster and its issuer are reached: the operator names them, so proxies and limits of the network hold, its rules do not. */
export interface ClusterRoute {
  readonly tls?: ClusterTls | undefined;
  /** Default: directly. */
  readonly network?: OutboundNetwork | undefined;
}

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: FormData | URLSearchParams | string;
  /** Of an answer below 400, in bytes. Default 10 MB. */
  readonly maxAnswerBytes?: number;
  readonly signal: AbortSignal;
}

const MAX_ANSWER_BYTES = 10_000_000;
/** What is wrong is told in less. */
const MAX_REFUSAL_BYTES = 1_000_000;
/** The signal of a call ends it before. */
const SILENCE_MS = 60_000;

/** Sends a request; redirects are not followed. @throws Error whose cause says what the connection failed with */
export async function sendHttp(url: string, call: HttpCall, route: ClusterRoute = {}): Promise<Response> {
  const { method, signal, maxAnswerBytes = MAX_ANSWER_BYTES } = call;
  const { headers, body } = await encode(call);
  const client = await findClient(route);
  const request: HttpRequest = { method, url, headers, ...(body !== undefined && { body }) };
  const response = await client.open(request, { signal }).catch((error: unknown) => {
    throw toSendError(error);
  });
  const { status } = response;
  const maxBytes = status >= 400 ? MAX_REFUSAL_BYTES : maxAnswerBytes;
  const isEmpty = status === 204 || status === 205 || status === 304;
  return new Response(isEmpty ? null : ReadableStream.from(readUpTo(response, maxBytes)), {
    status,
    headers: toHeaders(response),
  });
}

async function* readUpTo({ body }: OpenHttpResponse, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new Error(`The answer is larger than ${maxBytes} bytes`);
    yield chunk;
  }
}

/** Of a body that is decompressed by now. */
const OF_THE_WIRE = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection']);

function toHeaders(response: OpenHttpResponse): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(response.headers)) {
    if (OF_THE_WIRE.has(name.toLowerCase())) continue;
    for (const value of [values].flat()) headers.append(name, value);
  }
  return headers;
}

function toSendError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { cause } = error;
  // That of several addresses which all fail says nothing.
  const tells = cause instanceof Error && cause.message !== '';
  return new Error(error.message, { cause: tells ? cause : error });
}

interface KeptClient {
  readonly key: string;
  readonly client: HttpClient;
}

/** The newest of each network: certificates are renewed now and then. */
const clients = new WeakMap<OutboundNetwork, KeptClient>();

async function findClient({ tls = {}, network = openNetwork }: ClusterRoute): Promise<HttpClient> {
  const [ca, cert, key] = await Promise.all([read(tls.caFile), read(tls.certificateFile), read(tls.keyFile)]);
  const id = createHash('sha256')
    .update(JSON.stringify([ca, cert, key]))
    .digest('base64');
  const known = clients.get(network);
  if (known?.key === id) return known.client;
  const isOwn = ca !== undefined || cert !== undefined || key !== undefined;
  const trust = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const client = createHttpClient({
    network,
    target: 'operator',
    headersTimeoutMs: SILENCE_MS,
    bodyTimeoutMs: SILENCE_MS,
    ...(isOwn && {
      tls: {
        own: createSecureContext({
          ...trust,
          ...(cert !== undefined && { cert }),
          ...(key !== undefined && { key }),
        }),
        others: createSecureContext(trust),
      },
    }),
  });
  clients.set(network, { key: id, client });
  return client;
}

const read = async (file: string | undefined): Promise<string | undefined> =>
  file === undefined ? undefined : readFile(file, 'utf8');

/** A form as bytes, with the header that tells what they are. */
async function encode({
  headers = {},
  body,
}: HttpCall): Promise<Required<Pick<HttpRequest, 'headers'>> & Pick<HttpRequest, 'body'>> {
  const lines = Object.entries(headers);
  if (body === undefined) return { headers: lines };
  const encoded = new Response(body);
  const contentType = encoded.headers.get('content-type');
  const isGiven = lines.some(([name]) => name.toLowerCase() === 'content-type');
  const own: [string, string][] = contentType === null || isGiven ? [] : [['Content-Type', contentType]];
  return { headers: [...own, ...lines], body: new Uint8Array(await encoded.arrayBuffer()) };
}
