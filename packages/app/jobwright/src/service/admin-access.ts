import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isFromPage, isLoopbackHost } from '@jobwright/loopback';

/** Decides by the headers of a request whether it may use the admin API: `undefined`, or why not. */
export type AdminAccess = (headers: IncomingHttpHeaders) => AdminRefusal | undefined;

export interface AdminRefusal {
  readonly status: 401 | 403;
  readonly message: string;
}

/** Without a token, only programs on this machine have access; from elsewhere a token is required. */
export function createAdminAccess(host: string, token: string | undefined): AdminAccess {
  if (token === undefined) {
    if (isLoopbackHost(host)) return (headers) => (isFromPage(headers) ? FROM_PAGE : undefined);
    return () => CLOSED;
  }
  const wanted = hash(`Bearer ${token}`);
  return ({ authorization }) =>
    authorization !== undefined && timingSafeEqual(hash(authorization), wanted)
      ? undefined
      : { status: 401, message: 'The admin API requires the header Authorization: Bearer <token>' };
}

const CLOSED: AdminRefusal = {
  status: 403,
  message:
    'The admin API is disabled: set http.adminToken (JOBWRIGHT_HTTP_ADMIN_TOKEN), or listen on 127.0.0.1',
};
const FROM_PAGE: AdminRefusal = {
  status: 403,
  message: 'The admin API rejects requests from web pages: set http.adminToken (JOBWRIGHT_HTTP_ADMIN_TOKEN)',
};

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
