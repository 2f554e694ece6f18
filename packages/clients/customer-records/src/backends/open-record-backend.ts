import { loadOnce } from '../load-once.ts';
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

/** What operations that write may be told besides. */
export type OpenOptions = BackendTarget & {
  readonly jsonColumns?: 'merge' | 'replace' | undefined;
  readonly outboxTopic?: string | undefined;
  readonly patchFormat?: 'mergePatch' | 'jsonPatch' | undefined;
  readonly idempotencyHeader?: string | undefined;
  readonly itemsPath?: string | undefined;
};

/** Loads what the chosen backend needs, and nothing of the others. */
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
