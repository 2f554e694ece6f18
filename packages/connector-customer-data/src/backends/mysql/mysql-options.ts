import { readFileSync } from 'node:fs';
import type { PoolOptions } from 'mysql2/promise';
import { CONNECT_TIMEOUT_MS } from '../sql/run-transaction.ts';

type Tls = Exclude<PoolOptions['ssl'], string | undefined>;

/** What the driver is to be given for a mysql:// or mariadb:// URL that the input schema has let pass. */
export function toMysqlOptions(url: string): PoolOptions {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const mode = searchParams.get('ssl-mode') ?? (isLoopback(host) ? 'disabled' : 'verify-identity');
  const tls = toTls(mode, searchParams.get('ssl-ca'));
  return {
    host,
    port: port === '' ? 3306 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(tls === undefined ? {} : { ssl: tls }),
    connectTimeout: CONNECT_TIMEOUT_MS,
    enableKeepAlive: true,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    jsonStrings: true,
    connectAttributes: { program_name: 'jobwright' },
  };
}

function toTls(mode: string, authorityFile: string | null): Tls | undefined {
  const authority = authorityFile === null ? {} : { ca: readFileSync(authorityFile, 'utf8') };
  const strict = { ...authority, minVersion: 'TLSv1.2', rejectUnauthorized: true };
  switch (mode) {
    case 'disabled':
      return undefined;
    case 'required':
      return { minVersion: 'TLSv1.2', rejectUnauthorized: false };
    case 'verify-ca':
      return { ...strict, verifyIdentity: false };
    default:
      return { ...strict, verifyIdentity: true };
  }
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);
