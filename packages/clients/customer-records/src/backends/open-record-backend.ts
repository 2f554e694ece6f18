import { loadOnce } from '@jobwright/concurrency';
import type { BackendTarget } from './backend-target.ts';
import type { RecordBackend } from './backend.ts';
import type { RecordContext } from './record-context.ts';
import type { SqlTable } from './sql/sql-dialect.ts';

const loadPostgres = loadOnce(() => import('./postgres/postgres-dialect.ts'));
const loadMysql = loadOnce(() => import('./mysql/mysql-dialect.ts'));
const loadSql = loadOnce(() => import('./sql/sql-backend.ts'));
const loadRest = loadOnce(() => import('./rest/rest-backend.ts'));
const loadHubspot = loadOnce(() => import('./rest/hubspot-backend.ts'));
const loadSalesforce = loadOnce(() => import('./rest/salesforce-backend.ts'));

/** The system that holds the records, and options for writing to it. */
export type OpenOptions = BackendTarget & {
  /** Databases: whether an object is merged into a JSON column or replaces it. Default `replace`. */
  readonly jsonColumns?: 'merge' | 'replace' | undefined;
  /** Databases: the topic of an outbox row for each change. Default: no outbox row. */
  readonly outboxTopic?: string | undefined;
  /** REST: how changes are sent. Default `mergePatch`. */
  readonly patchFormat?: 'mergePatch' | 'jsonPatch' | undefined;
  /** REST: the header that carries the idempotency key. Default `Idempotency-Key`. */
  readonly idempotencyHeader?: string | undefined;
  /** REST: path of the list in a search response, with dots for levels. Default: the response is the list. */
  readonly itemsPath?: string | undefined;
};

/**
 * Opens the records of a system. Only the driver of the chosen backend is loaded. Connections are opened by
 * the first request and closed with `context.resources`.
 */
export async function openRecordBackend(input: OpenOptions, context: RecordContext): Promise<RecordBackend> {
  switch (input.backend) {
    case 'postgres': {
      const { postgresDialect } = await loadPostgres();
      const { createSqlBackend } = await loadSql();
      return createSqlBackend({ dialect: postgresDialect, ...toSqlOptions(input, input), context });
    }
    case 'mysql': {
      const { mysqlDialect } = await loadMysql();
      const { createSqlBackend } = await loadSql();
      return createSqlBackend({ dialect: mysqlDialect, ...toSqlOptions(input, input), context });
    }
    case 'rest': {
      const { createRestBackend } = await loadRest();
      return createRestBackend(input, context);
    }
    case 'hubspot': {
      const { createHubspotBackend } = await loadHubspot();
      return createHubspotBackend(input, context);
    }
    case 'salesforce': {
      const { createSalesforceBackend } = await loadSalesforce();
      return createSalesforceBackend(input, context);
    }
    default:
      return input satisfies never;
  }
}

const toSqlOptions = (
  { connection, ...target }: SqlTable & { readonly connection: { readonly url: string } },
  { jsonColumns = 'replace', outboxTopic }: OpenOptions,
) => ({
  url: connection.url,
  target: { table: target.table, keyColumn: target.keyColumn, versionColumn: target.versionColumn },
  jsonColumns,
  outboxTopic,
});
