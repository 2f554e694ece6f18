import { isIP } from 'node:net';

/** Of an HTTP request, in lower case, as Node has them. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Whether a request to a server on loopback comes from a page in a browser of this machine, and not from a
 * program: a browser tells where a page is from, and names the machine as the page does, also where the
 * page's own name has been made to lead here.
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export function isFromPage({ origin, host, 'sec-fetch-site': site }: RequestHeaders): boolean {
  if (origin !== undefined || (site !== undefined && site !== 'none')) return true;
  if (typeof host !== 'string') return true;
  const name = /^\[(.*)\](?::\d+)?$/.exec(host)?.[1] ?? host.replace(/:\d+$/, '');
  return !isLoopbackHost(name.toLowerCase());
}

/** `localhost`, and the addresses of this machine for itself. */
export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
