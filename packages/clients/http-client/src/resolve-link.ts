import { parseTarget, describeUrlProblem } from './request-target.ts';
import { resolveReference } from './resolve-reference.ts';
import { encodeTarget, parseUrlParts } from './url-parts.ts';

/** The target of a link. */
export interface ResolvedLink {
  /** Percent-encoded; a relative link keeps the credentials of its page. */
  readonly url: string;
  readonly origin: string;
}

/** Resolves a link on the page with this URL (RFC 3986, 5.2); `undefined` if the result cannot be called. */
export function resolveLink(link: string, pageUrl: string): ResolvedLink | undefined {
  const text = resolveReference(link, pageUrl.trim());
  const parts = parseUrlParts(text);
  if (typeof parts === 'string' || describeUrlProblem(text) !== undefined) return undefined;
  const url = `${parts.protocol}//${parts.authority}${encodeTarget(parts)}`;
  return { url, origin: parseTarget(text).origin };
}
