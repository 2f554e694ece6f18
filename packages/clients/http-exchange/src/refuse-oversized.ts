import { InputError } from '@jobwright/connector-sdk';
import type { HttpRequest } from '@jobwright/http-client';

/** Beyond these limits servers and proxies refuse a request. */
const MAX_URL_LENGTH = 64_000;
const MAX_HEADERS_LENGTH = 64_000;
const MAX_BODY_LENGTH = 10_000_000;

/** The inputs that the parts of a request come from, for messages. */
export interface RequestPaths {
  readonly url: string;
  readonly headers: string;
  readonly body: string;
}

/**
 * Checks the size of a request; documents may have any size. @throws InputError for a part that is too large
 */
export function refuseOversized({ url, headers = [], body }: HttpRequest, paths: RequestPaths): void {
  let headersLength = 0;
  for (const [name, value] of headers) headersLength += name.length + value.length;
  const bodyLength = typeof body === 'string' || body instanceof Uint8Array ? body.length : 0;
  if (url.length <= MAX_URL_LENGTH && headersLength <= MAX_HEADERS_LENGTH && bodyLength <= MAX_BODY_LENGTH)
    return;
  const rules = [
    { path: paths.url, length: url.length, max: MAX_URL_LENGTH, advice: 'send the data in the body' },
    {
      path: paths.headers,
      length: headersLength,
      max: MAX_HEADERS_LENGTH,
      advice: 'send the data in the body',
    },
    { path: paths.body, length: bodyLength, max: MAX_BODY_LENGTH, advice: 'send it as a document' },
  ];
  const issues = rules
    .filter(({ length, max }) => length > max)
    .map(({ path, max, advice }) => ({ path, message: `is longer than ${max} characters; ${advice}` }));
  if (issues.length > 0) throw new InputError(issues);
}
