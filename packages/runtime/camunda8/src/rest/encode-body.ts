import type { HeaderLine } from '@jobwright/http-client';
import type { RestCall } from './rest-call.ts';

/** Describes a body in JSON. */
export const JSON_TYPE: HeaderLine = ['Content-Type', 'application/json'];

/** A body with the headers that describe it. */
interface EncodedBody {
  readonly headers: readonly HeaderLine[];
  readonly body?: string | Uint8Array;
}

/** Encodes the body of a call, if it has one. */
export async function encodeBody({
  headers = {},
  json,
  form,
}: Pick<RestCall, 'headers' | 'json' | 'form'>): Promise<EncodedBody> {
  const lines = Object.entries(headers);
  if (json !== undefined) return { headers: [JSON_TYPE, ...lines], body: JSON.stringify(json) };
  if (form === undefined) return { headers: lines };
  const encoded = new Response(form);
  const contentType = encoded.headers.get('content-type') ?? 'multipart/form-data';
  const body = new Uint8Array(await encoded.arrayBuffer());
  return { headers: [['Content-Type', contentType], ...lines], body };
}
