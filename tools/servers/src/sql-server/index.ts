export { startMariadb } from './start-mariadb.ts';
export { startPostgres } from './start-postgres.ts';
export type { RunningSqlServer, SqlServerOptions } from './sql-server.ts';
