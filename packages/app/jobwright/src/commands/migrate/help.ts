export const MIGRATE_HELP = `
Only this command creates tables: a connector whose tables are missing reports it. Migrations only add, and can be run repeatedly.

With --json: {"applied": [...]}; with --status {"migrations": [{"name", "applied"}], "missing": [...]}; with --print {"sql"}

Exit codes: 0 up to date, 1 --status found something missing, 2 wrong input, 3 the database does not answer.

Examples:
  CUSTOMER_DATABASE_URL=postgres://owner:...@db.example/crm jobwright migrate customer-data --url-from-env CUSTOMER_DATABASE_URL
  jobwright migrate customer-data --url-from-env CUSTOMER_DATABASE_URL --status --table crm.customers --columns id,version,email
  jobwright migrate customer-data --print mysql
`;
