import { createHash } from 'node:crypto';
import type { BodySource, HeaderLine, HttpRequest } from '@jobwright/http-client';
import aws4 from 'aws4';

/** Who signs. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. Default: none. */
  readonly sessionToken?: string | null | undefined;
}

/** For which service and region a request is signed, and by whom. */
export interface SignOptions {
  /** As in the endpoints of AWS, e.g. `s3`, `sqs`, `lambda`. */
  readonly service: string;
  /** E.g. `eu-central-1`. */
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** Ends reading a body for its hash. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. A signature is valid for 15 minutes. Default: now. */
  readonly nowMs?: number;
}

/**
 * A copy of the request with a signature in its headers (AWS Signature Version 4), for `callHttp` without
 * `authentication`. Its headers are signed, so none may be changed afterwards. A `BodySource`
 * for S3 over https is not read: TLS protects it (`UNSIGNED-PAYLOAD`). Any other is opened and read once for
 * its hash, and again when it is sent.
 * @throws what opening or reading the body throws
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 * @example
 * const credentials = { accessKeyId: 'AKIA...', secretAccessKey: '...' };
 * const request = { method: 'GET', url: 'https://bucket.s3.eu-central-1.amazonaws.com/a.pdf' } as const;
 * const { signal } = new AbortController();
 * const signed = await signAws(request, { service: 's3', region: 'eu-central-1', credentials, signal });
 */
export async function signAws(request: HttpRequest, options: SignOptions): Promise<HttpRequest> {
  const { service, region, credentials, nowMs = Date.now() } = options;
  const url = new URL(request.url);
  const given = request.headers ?? [];
  const own: readonly HeaderLine[] = [
    ['X-Amz-Date', new Date(nowMs).toISOString().replaceAll(/-|:|\.\d+/g, '')],
    ['X-Amz-Content-Sha256', await hashBody(request, options)],
  ];
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const token = sessionToken !== undefined && sessionToken !== null && sessionToken !== '';
  const { headers = {} } = aws4.sign(
    {
      ...{ service, region, host: url.host, path: `${url.pathname}${url.search}`, method: request.method },
      headers: Object.fromEntries([...given, ...own]),
    },
    { accessKeyId, secretAccessKey, ...(token && { sessionToken }) },
  );
  const lines = Object.entries(headers).flatMap(([name, value]): readonly HeaderLine[] =>
    WRITTEN_BY_CLIENT.has(name.toLowerCase()) ? [] : [[name, String(value)]],
  );
  // What is sent has to be what was signed.
  return { ...request, url: url.href, headers: lines, skipUrlEncoding: true };
}

/** The HTTP client writes these from the URL and the body, which are the ones that were signed. */
const WRITTEN_BY_CLIENT = new Set(['host', 'content-length']);

async function hashBody({ body = '', url }: HttpRequest, { service, signal }: SignOptions): Promise<string> {
  if (typeof body === 'string' || body instanceof Uint8Array) return sha256().update(body).digest('hex');
  if (service === 's3' && url.startsWith('https:')) return 'UNSIGNED-PAYLOAD';
  return hashSource(body, signal);
}

async function hashSource(source: BodySource, signal: AbortSignal): Promise<string> {
  const hash = sha256();
  for await (const chunk of source.open({ signal })) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

const sha256 = () => createHash('sha256');
