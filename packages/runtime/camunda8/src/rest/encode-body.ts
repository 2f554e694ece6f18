import type { HeaderLine } from '@jobwright/http-client';
import type { RestCall } from './rest-call.ts';

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
  if (json !== undefined)
    return { headers: [['Content-Type', 'application/json'], ...lines], body: JSON.stringify(json) };
  if (form === undefined) return { headers: lines };
  const encoded = new Response(form);
  const contentType = encoded.headers.get('content-type') ?? 'multipart/form-data';
  const body = new Uint8Array(await encoded.arrayBuffer());
  return { headers: [['Content-Type', contentType], ...lines], body };
}
