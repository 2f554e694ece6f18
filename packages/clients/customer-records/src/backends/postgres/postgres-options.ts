import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { DatabaseAccess } from '@jobwright/connector-sdk';
import { CONNECT_TIMEOUT_MS, connectDatabase } from '../sql/connect-database.ts';
import type { DatabaseConnection } from '../sql/database-access.ts';
import type { TlsMode } from '../sql/database-target.ts';

/**
 * What of the driver's options is used. Its own type would come with its declarations into everybody's build.
 */
export interface PostgresOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: () => string;
  readonly ssl?: boolean | ConnectionOptions;
  readonly sslnegotiation?: 'direct';
  readonly options?: string;
  readonly application_name: string;
  readonly stream: () => Socket;
  readonly connectionTimeoutMillis: number;
  readonly keepAlive: boolean;
}

/**
 * What the driver is to be given. It gets no URL to read: what it would make of one is more than a model may
 * ask for.
 */
export function createPostgresOptions(
  { target, access, network, kind }: DatabaseConnection,
  onSocket: (socket: Socket) => Socket = (socket) => socket,
): PostgresOptions {
  const { host, port, user, password, database, options, applicationName } = target;
  const ssl = createTlsOptions(target.tls, access);
  const connect = (): Socket =>
    onSocket(connectDatabase({ host, port, network, kind, socketPath: findSocketPath(access, port) }));
  return {
    host,
    port,
    user,
    database,
    // As a function: for one that is empty the driver looks into the environment and into ~/.pgpass.
    password: () => password,
    ...(ssl !== undefined && { ssl }),
    ...(target.directTls === true && { sslnegotiation: 'direct' }),
    ...(options !== undefined && { options }),
    application_name: applicationName ?? 'jobwright',
    stream: connect,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
}

const findSocketPath = ({ socketPath }: DatabaseAccess, port: number): string | undefined =>
  socketPath === undefined ? undefined : `${socketPath}/.s.PGSQL.${port}`;

function createTlsOptions(mode: TlsMode, access: DatabaseAccess): boolean | ConnectionOptions | undefined {
  const { authority, certificate, privateKey } = access;
  const own = {
    ...(certificate !== undefined && { cert: certificate }),
    ...(privateKey !== undefined && { key: privateKey }),
  };
  const trust = authority === undefined ? {} : { ca: authority };
  switch (mode) {
    case 'none':
      return false;
    case 'encrypted':
      return { ...own, rejectUnauthorized: false };
    case 'authority':
      // Without an authority of its own, any server with a certificate of anybody would do.
      return authority === undefined ? own : { ...own, ...trust, checkServerIdentity: () => undefined };
    case 'identity':
      return { ...own, ...trust };
    case 'given':
      return authority === undefined && certificate === undefined ? undefined : { ...own, ...trust };
    default:
      return mode satisfies never;
  }
}
