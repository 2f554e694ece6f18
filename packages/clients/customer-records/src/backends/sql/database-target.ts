import { isIP } from 'node:net';
import type { TargetKind } from '@jobwright/connector-sdk';
import { parseHost } from '@jobwright/http-client';
import { RecordError } from '../../record-failure.ts';

/** How much of TLS is asked for; `given`: by the driver's own rules, as the URL says nothing. */
export type TlsMode = 'given' | 'none' | 'encrypted' | 'authority' | 'identity';

/**
 * Files of this machine. Only an operator may name them: a model that could would read what is not its own.
 */
export interface DatabaseFiles {
  readonly authority?: string | undefined;
  readonly certificate?: string | undefined;
  readonly privateKey?: string | undefined;
  /** A socket, or with PostgreSQL the folder of one. */
  readonly socket?: string | undefined;
}

/** What a connection URL says. */
export interface DatabaseTarget {
  readonly protocol: 'postgres' | 'mysql';
  /** A name in ASCII, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: TlsMode;
  readonly files: DatabaseFiles;
  /** For the start of a session, as PostgreSQL knows them. */
  readonly options?: string | undefined;
  readonly applicationName?: string | undefined;
  readonly directTls?: boolean;
}

/** The message says what is wrong with a connection URL, and repeats no value of it. */
export class DatabaseUrlError extends Error {
  override readonly name = 'DatabaseUrlError';
}

/** What a connection URL that cannot be used is to whoever gave it. */
export const connectionInvalidError = (error: unknown): unknown =>
  error instanceof DatabaseUrlError
    ? new RecordError({ failure: { kind: 'connectionInvalid' }, message: error.message, cause: error })
    : error;

interface UrlRules {
  /** Who wrote it: the operator's may name files. */
  readonly author: TargetKind;
  readonly protocols: RegExp;
  readonly example: string;
  /** Parameters that may stand behind the `?`. */
  readonly known: ReadonlySet<string>;
  /** Those that name files, or sockets. */
  readonly files: ReadonlySet<string>;
}

/** A URL taken apart, before it means anything. */
interface UrlParts {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** @throws DatabaseUrlError */
export function readUrlParts(text: string, rules: UrlRules): UrlParts {
  // A lone % is one of a password that was not encoded.
  const encoded = text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25');
  if (!rules.protocols.test(encoded) || !URL.canParse(encoded)) throw urlInvalidError(rules);
  const { hostname, port, username, password, pathname, searchParams, search, hash } = new URL(encoded);
  // An @ or # behind the host means that a password with special characters was cut in two.
  if (hash !== '' || pathname.includes('@') || search.includes('@')) throw urlInvalidError(rules);
  return {
    host: decode(hostname, rules).replaceAll(/^\[|\]$/g, ''),
    port,
    user: decode(username, rules),
    password: decode(password, rules),
    database: decode(pathname.slice(1), rules),
    parameters: readParameters(searchParams, rules),
  };
}

function readParameters(
  given: URLSearchParams,
  { author, known, files }: UrlRules,
): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of given) {
    if (parameters.has(name))
      throw new DatabaseUrlError(`The parameter ${nameParameter(name)} appears twice in the URL`);
    if (files.has(name) && author === 'model') throw fileNotAllowedError(name);
    if (!known.has(name) && !files.has(name)) {
      throw new DatabaseUrlError(
        `The URL has a parameter ${nameParameter(name)}, which is not supported: leave it out. Supported are ${[...known].join(', ')}`,
      );
    }
    parameters.set(name, value);
  }
  return parameters;
}

/** @throws DatabaseUrlError */
export function readHost(given: string, author: TargetKind): string {
  if (given === '') throw new DatabaseUrlError('The URL names no host');
  if (given.startsWith('/')) {
    if (author === 'model') throw fileNotAllowedError('host');
    return given;
  }
  if (given.includes(',')) throw new DatabaseUrlError('The URL names several hosts: name one');
  const host = parseHost(given)?.host;
  if (host !== undefined && /^[\w.:-]+$/.test(host)) return host;
  throw new DatabaseUrlError('The host of the URL is neither a name nor an IP address');
}

/** @throws DatabaseUrlError */
export function readPort(given: string, standard: number): number {
  if (given === '') return standard;
  const port = Number(given);
  if (/^\d{1,5}$/.test(given) && port >= 1 && port <= 65_535) return port;
  throw new DatabaseUrlError('The port of the URL is not a number from 1 to 65535');
}

/** By which limits and settings name a database. */
export const toOrigin = ({ protocol, host, port }: DatabaseTarget): string =>
  `${protocol}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;

/** Host and database, for messages. */
export const nameDatabase = (target: DatabaseTarget): string =>
  `${toOrigin(target).replace(/^\w+:\/\//, '')}/${target.database}`;

const fileNotAllowedError = (name: string): DatabaseUrlError =>
  new DatabaseUrlError(
    `The URL may not name files or sockets of this machine (parameter ${name}): the operator sets them in network.databases`,
  );

/** Names come from models too: what stands for a parameter may be anything. */
const nameParameter = (name: string): string => (/^[\w.-]{1,40}$/.test(name) ? name : 'with an unusual name');

function decode(text: string, rules: UrlRules): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw urlInvalidError(rules);
  }
}

const urlInvalidError = ({ example }: UrlRules): DatabaseUrlError =>
  new DatabaseUrlError(
    `Expected a URL such as ${example}; write special characters of user and password as %XX`,
  );
