import type { Migration } from './migration.ts';

// Keys compare byte by byte: with the usual collations "a" and "A" would be one key.
const TABLE = 'engine = InnoDB character set = utf8mb4 collate = utf8mb4_bin';
const NOW = 'timestamp(6) not null default current_timestamp(6)';

export const MYSQL_HISTORY = `create table if not exists jobwright_migrations (
  version integer primary key,
  name varchar(100) not null,
  applied_at ${NOW}
) ${TABLE}`;

// MySQL ends the transaction with each of them, so each may run again.
export const mysqlMigrations: readonly Migration[] = [
  {
    version: 1,
    name: '0001-inbox',
    statements: [
      `create table if not exists jobwright_inbox (
  \`key\` varchar(255) primary key,
  fingerprint char(64) not null,
  answer json,
  record_table varchar(130),
  record_key varchar(500),
  created_at ${NOW},
  index jobwright_inbox_created_at (created_at),
  index jobwright_inbox_record (record_key, record_table)
) ${TABLE}`,
    ],
  },
  {
    version: 2,
    name: '0002-audit',
    statements: [
      `create table if not exists jobwright_audit (
  id bigint auto_increment primary key,
  at ${NOW},
  operation varchar(20) not null,
  record_table varchar(130) not null,
  record_key varchar(500) not null,
  version_before bigint,
  version_after bigint,
  fields json not null,
  \`before\` json not null,
  \`after\` json not null,
  process_id varchar(255) not null,
  process_instance_key varchar(20) not null,
  element_id varchar(255) not null,
  element_instance_key varchar(20) not null,
  job_key varchar(20) not null,
  tenant_id varchar(255) not null,
  index jobwright_audit_record (record_key, record_table)
) ${TABLE}`,
    ],
  },
  {
    version: 3,
    name: '0003-outbox',
    statements: [
      `create table if not exists jobwright_outbox (
  id bigint auto_increment primary key,
  created_at ${NOW},
  topic varchar(255) not null,
  record_table varchar(130) not null,
  record_key varchar(500) not null,
  payload json not null,
  published_at timestamp(6) null,
  index jobwright_outbox_pending (published_at, id),
  index jobwright_outbox_record (record_key, record_table)
) ${TABLE}`,
    ],
  },
  {
    version: 4,
    name: '0004-keys-of-camunda-7',
    statements: [
      `alter table jobwright_audit
  modify process_instance_key varchar(64) not null,
  modify element_instance_key varchar(64) not null,
  modify job_key varchar(64) not null`,
    ],
  },
];
