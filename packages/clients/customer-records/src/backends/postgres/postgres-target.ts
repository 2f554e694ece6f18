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
  protocols: /^postgres(?:ql)?:\/\/\S+$/,
  example: 'postgres://user:password@host:5432/database',
  known: new Set([
    ...['host', 'port', 'user', 'password', 'sslmode', 'ssl', 'uselibpqcompat', 'sslnegotiation'],
    ...['options', 'application_name', 'fallback_application_name', 'connect_timeout'],
  ]),
  files: new Set(['sslcert', 'sslkey', 'sslrootcert']),
};

/**
 * What a postgres:// URL says. `sslmode` means what it means to the `pg` driver: `prefer`, `require` and
 * `verify-ca` are `verify-full`, but with `uselibpqcompat=true`.
 * @throws DatabaseUrlError
 */
export function parsePostgresTarget(text: string, author: TargetKind): DatabaseTarget {
  const { parameters, ...parts } = readUrlParts(text, { ...RULES, author });
  const named = readHost(parameters.get('host') ?? parts.host, author);
  const isSocket = named.startsWith('/');
  const user = parameters.get('user') ?? parts.user;
  if (user === '') throw new DatabaseUrlError('The URL names no user');
  return {
    protocol: 'postgres',
    host: isSocket ? 'localhost' : named,
    port: readPort(parameters.get('port') ?? parts.port, 5432),
    user,
    password: parameters.get('password') ?? parts.password,
    database: parts.database === '' ? user : parts.database,
    tls: readTls(parameters),
    files: {
      authority: parameters.get('sslrootcert'),
      certificate: parameters.get('sslcert'),
      privateKey: parameters.get('sslkey'),
      ...(isSocket && { socket: named }),
    },
    options: parameters.get('options'),
    applicationName: parameters.get('application_name') ?? parameters.get('fallback_application_name'),
    directTls: parameters.get('sslnegotiation') === 'direct',
  };
}

const MODES: ReadonlyMap<string, TlsMode> = new Map([
  ['disable', 'none'],
  ['allow', 'identity'],
  ['prefer', 'identity'],
  ['require', 'identity'],
  ['verify-ca', 'identity'],
  ['verify-full', 'identity'],
  ['no-verify', 'encrypted'],
]);
const LIBPQ_MODES: ReadonlyMap<string, TlsMode> = new Map([
  ['disable', 'none'],
  ['prefer', 'encrypted'],
  ['require', 'encrypted'],
  ['verify-ca', 'authority'],
  ['verify-full', 'identity'],
]);
const SWITCHES: ReadonlyMap<string, TlsMode> = new Map([
  ['true', 'identity'],
  ['1', 'identity'],
  ['false', 'none'],
  ['0', 'none'],
  ['no-verify', 'encrypted'],
]);

function readTls(parameters: ReadonlyMap<string, string>): TlsMode {
  const isLibpq = parameters.get('uselibpqcompat') === 'true';
  const modes = isLibpq ? LIBPQ_MODES : MODES;
  const mode = readChoice(parameters, 'sslmode', modes);
  if (mode === 'encrypted' && isLibpq && parameters.has('sslrootcert')) return 'authority';
  const isGiven = ['sslcert', 'sslkey', 'sslrootcert'].some((name) => parameters.has(name));
  const negotiation = parameters.get('sslnegotiation');
  return (
    mode ??
    readChoice(parameters, 'ssl', SWITCHES) ??
    (isGiven || negotiation === 'direct' ? 'identity' : 'given')
  );
}

function readChoice(
  parameters: ReadonlyMap<string, string>,
  name: string,
  choices: ReadonlyMap<string, TlsMode>,
): TlsMode | undefined {
  const given = parameters.get(name);
  if (given === undefined) return undefined;
  const mode = choices.get(given);
  if (mode !== undefined) return mode;
  throw new DatabaseUrlError(
    `The parameter ${name} of the URL must be one of ${[...choices.keys()].join(', ')}`,
  );
}
