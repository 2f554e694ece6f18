import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';

/** Who may use the admin API: `undefined`, or why not. */
export type AdminAccess = (authorization: string | undefined) => AdminRefusal | undefined;

export interface AdminRefusal {
  readonly status: 401 | 403;
  readonly message: string;
}

/** Whoever is on this machine may use it, unless there is a token; from elsewhere it takes a token. */
export function createAdminAccess(host: string, token: string | undefined): AdminAccess {
  if (token === undefined) {
    return () =>
      isLoopback(host)
        ? undefined
        : {
            status: 403,
            message:
              'The admin API is closed: set http.adminToken (JOBWRIGHT_ADMIN_TOKEN), or listen on 127.0.0.1',
          };
  }
  const wanted = toHash(`Bearer ${token}`);
  return (authorization) =>
    authorization !== undefined && timingSafeEqual(toHash(authorization), wanted)
      ? undefined
      : { status: 401, message: 'The admin API needs the header Authorization: Bearer <token>' };
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const toHash = (text: string): Buffer => createHash('sha256').update(text).digest();
