import { createHash, createHmac } from 'node:crypto';
import type { SeenRequest } from './http-server.ts';

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Checks the AWS signature (version 4) of a request as a service does, from what arrived and the
 * specification alone. What is wrong with it; `undefined` when nothing is.
 */
export function verifyAwsSignature(
  { method, url, headers, bytes }: SeenRequest,
  secretAccessKey: string,
): string | undefined {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/([^/]+)\/([^/]+)\/aws4_request), SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (found === null) return `no signature: ${headers.authorization}`;
  const [, , scope = '', region = '', service = '', names = '', signature] = found;
  const payload = String(headers['x-amz-content-sha256']);
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(bytes)) return 'another body than the signed one';
  const at = new URL(url, 'http://x');
  const path = at.pathname.split('/').map((part) => encode(decodeURIComponent(part)));
  const query = [...at.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const signed = names.split(';');
  for (const name of ['host', ...Object.keys(headers).filter((each) => each.startsWith('x-amz-'))])
    if (!signed.includes(name)) return `${name} is not signed`;
  const lines = signed.map((name) => `${name}:${String(headers[name]).trim().replaceAll(/ +/g, ' ')}\n`);
  const canonicalPath = service === 's3' ? path : path.map(encode);
  const canonical = [method, canonicalPath.join('/'), query.join('&'), lines.join(''), names, payload];
  const date = String(headers['x-amz-date']);
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical.join('\n'))].join('\n');
  const day = hmac(`AWS4${secretAccessKey}`, date.slice(0, 8));
  const key = hmac(hmac(hmac(day, region), service), 'aws4_request');
  return hmac(key, text).toString('hex') === signature ? undefined : 'the signature is another';
}
