import type { TargetKind } from '@jobwright/connector-sdk';
import {
  type DatabaseTarget,
  DatabaseUrlError,
  readHost,
  readPort,
  readUrlParts,
  type TlsMode,
} from '../sql/database-target.ts';

const RULES = {
  protocols: /^(?:mysql|mariadb):\/\/\S+$/,
  example: 'mysql://user:password@host:3306/database?ssl-mode=verify-identity',
  known: new Set(['ssl-mode']),
  files: new Set(['ssl-ca', 'ssl-cert', 'ssl-key', 'socket']),
};

const MODES: ReadonlyMap<string, TlsMode> = new Map([
  ['disabled', 'none'],
  ['required', 'encrypted'],
  ['verify-ca', 'authority'],
  ['verify-identity', 'identity'],
]);

/**
 * What a mysql:// or mariadb:// URL says, by the names that MySQL's own clients have for it. Not on loopback,
 * TLS is on by default.
 * @throws DatabaseUrlError
 */
export function parseMysqlTarget(text: string, author: TargetKind): DatabaseTarget {
  const { parameters, ...parts } = readUrlParts(text, { ...RULES, author });
  const socket = parameters.get('socket');
  const host = readHost(parts.host === '' && socket !== undefined ? 'localhost' : parts.host, author);
  if (parts.database === '') throw new DatabaseUrlError('The URL names no database');
  const mode = parameters.get('ssl-mode') ?? (isLoopback(host) ? 'disabled' : 'verify-identity');
  const tls = MODES.get(mode);
  if (tls === undefined) {
    throw new DatabaseUrlError(`The ssl-mode of the URL must be one of ${[...MODES.keys()].join(', ')}`);
  }
  const isSocket = host.startsWith('/');
  return {
    protocol: 'mysql',
    host: isSocket ? 'localhost' : host,
    port: readPort(parts.port, 3306),
    user: parts.user,
    password: parts.password,
    database: parts.database,
    tls,
    files: {
      authority: parameters.get('ssl-ca'),
      certificate: parameters.get('ssl-cert'),
      privateKey: parameters.get('ssl-key'),
      socket: isSocket ? host : socket,
    },
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);
