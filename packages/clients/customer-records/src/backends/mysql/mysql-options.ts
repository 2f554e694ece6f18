import type { Socket } from 'node:net';
import type { DatabaseAccess } from '@jobwright/connector-sdk';
import type { PoolOptions } from 'mysql2/promise';
import { CONNECT_TIMEOUT_MS, connectDatabase } from '../sql/connect-database.ts';
import type { DatabaseConnection } from '../sql/database-access.ts';
import type { TlsMode } from '../sql/database-target.ts';

type Tls = Exclude<PoolOptions['ssl'], string | undefined>;

/** What the driver is to be given. */
export function createMysqlOptions(
  { target, access, network, kind }: DatabaseConnection,
  onSocket: (socket: Socket) => Socket = (socket) => socket,
): PoolOptions {
  const { host, port, user, password, database } = target;
  const tls = createTlsOptions(target.tls, access);
  const { socketPath } = access;
  return {
    host,
    port,
    user,
    password,
    database,
    ...(tls === undefined ? {} : { ssl: tls }),
    stream: () => onSocket(connectDatabase({ host, port, network, kind, socketPath })),
    connectTimeout: CONNECT_TIMEOUT_MS,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    jsonStrings: true,
    connectAttributes: { program_name: 'jobwright' },
  };
}

function createTlsOptions(
  mode: TlsMode,
  { authority, certificate, privateKey }: DatabaseAccess,
): Tls | undefined {
  const own = {
    minVersion: 'TLSv1.2',
    ...(certificate !== undefined && { cert: certificate }),
    ...(privateKey !== undefined && { key: privateKey }),
  };
  const strict = { ...own, ...(authority !== undefined && { ca: authority }), rejectUnauthorized: true };
  switch (mode) {
    case 'none':
      return undefined;
    case 'encrypted':
      return { ...own, rejectUnauthorized: false };
    case 'authority':
      return { ...strict, verifyIdentity: false };
    default:
      return { ...strict, verifyIdentity: true };
  }
}
