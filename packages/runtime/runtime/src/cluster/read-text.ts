import type { OpenHttpResponse } from '@jobwright/http-client';

/** The text of a body; `undefined` when it has more than `maxBytes`, and then the rest is not read. */
export async function readText({ body }: OpenHttpResponse, maxBytes: number): Promise<string | undefined> {
  const bytes = await body.readUpTo(maxBytes);
  if (bytes !== undefined) return new TextDecoder().decode(bytes);
  body.cancel();
  return undefined;
}
