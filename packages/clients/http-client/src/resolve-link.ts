import { parseTarget, describeUrlProblem } from './request-target.ts';
import { resolveReference } from './resolve-reference.ts';
import { encodeTarget, parseUrlParts } from './url-parts.ts';

/** Where a link leads: its URL and origin. */
export interface ResolvedLink {
  /** Percent-encoded, with the credentials of the page it was found on where it is relative. */
  readonly url: string;
  readonly origin: string;
}

/** The URL that a link means on the page with this URL (RFC 3986, 5.2); `undefined`: it is none that can be called. */
export function resolveLink(link: string, pageUrl: string): ResolvedLink | undefined {
  const text = resolveReference(link, pageUrl.trim());
  const parts = parseUrlParts(text);
  if (typeof parts === 'string' || describeUrlProblem(text) !== undefined) return undefined;
  const url = `${parts.protocol}//${parts.authority}${encodeTarget(parts)}`;
  return { url, origin: parseTarget(text).origin };
}
