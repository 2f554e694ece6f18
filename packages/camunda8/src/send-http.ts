import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import type { Readable } from 'node:stream';

/** PEM files, as the SDK is told them: of the authority to trust beside the usual ones, of our certificate and its key. */
export interface ClusterTls {
  readonly caFile?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
}

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: FormData | URLSearchParams;
  readonly signal: AbortSignal;
}

/** Sends a request; redirects are not followed. With files of its own for TLS it cannot be `fetch`, which takes none. */
export async function sendHttp(url: string, call: HttpCall, tls: ClusterTls = {}): Promise<Response> {
  const own = Object.values(tls).some((file) => file !== undefined);
  if (!own || !url.startsWith('https:')) return fetch(url, { ...call, redirect: 'error' });
  const [ca, cert, key] = await Promise.all([read(tls.caFile), read(tls.certificateFile), read(tls.keyFile)]);
  const { headers, bytes } = await encode(call);
  const { rootCertificates } = await import('node:tls');
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method: call.method,
        headers,
        signal: call.signal,
        ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
        ...(cert !== undefined && { cert }),
        ...(key !== undefined && { key }),
      },
      (incoming) => {
        const { statusCode = 502, headers: answered } = incoming;
        const empty = statusCode === 204 || statusCode === 304;
        const { 'content-type': contentType, date } = answered;
        resolve(
          new Response(empty ? null : toWebStream(incoming), {
            status: statusCode,
            headers: {
              ...(contentType !== undefined && { 'Content-Type': contentType }),
              ...(date !== undefined && { Date: date }),
            },
          }),
        );
      },
    );
    outgoing.on('error', reject).end(bytes);
  });
}

const read = async (file: string | undefined): Promise<string | undefined> =>
  file === undefined ? undefined : readFile(file, 'utf8');

/** A form as bytes, with the headers that tell what they are. */
async function encode({ headers = {}, body }: HttpCall) {
  if (body === undefined) return { headers, bytes: undefined };
  const encoded = new Response(body);
  const contentType = encoded.headers.get('content-type');
  const bytes = Buffer.from(await encoded.arrayBuffer());
  const own = {
    ...(contentType !== null && { 'Content-Type': contentType }),
    'Content-Length': bytes.length,
  };
  return { headers: { ...own, ...headers }, bytes };
}

const toWebStream = (incoming: Readable): ReadableStream<Uint8Array> => ReadableStream.from(incoming);
