import type { Migration } from './migration.ts';

export const POSTGRES_HISTORY = `create table if not exists jobwright_migrations (
  version integer primary key,
  name text not null,
  applied_at timestamptz not null default now()
)`;

export const postgresMigrations: readonly Migration[] = [
  {
    version: 1,
    name: '0001-inbox',
    statements: [
      `create table if not exists jobwright_inbox (
  key text primary key,
  fingerprint text not null,
  answer jsonb,
  created_at timestamptz not null default now()
)`,
      'create index if not exists jobwright_inbox_created_at on jobwright_inbox (created_at)',
    ],
  },
  {
    version: 2,
    name: '0002-audit',
    statements: [
      `alter table jobwright_inbox add column if not exists record_table text,
  add column if not exists record_key text`,
      'create index if not exists jobwright_inbox_record on jobwright_inbox (record_key, record_table)',
      `create table if not exists jobwright_audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  operation text not null,
  record_table text not null,
  record_key text not null,
  version_before bigint,
  version_after bigint,
  fields jsonb not null,
  before jsonb not null,
  after jsonb not null,
  process_id text not null,
  process_instance_key text not null,
  element_id text not null,
  element_instance_key text not null,
  job_key text not null,
  tenant_id text not null
)`,
      'create index if not exists jobwright_audit_record on jobwright_audit (record_key, record_table)',
    ],
  },
  {
    version: 3,
    name: '0003-outbox',
    statements: [
      `create table if not exists jobwright_outbox (
  id bigint generated always as identity primary key,
  created_at timestamptz not null default now(),
  topic text not null,
  record_table text not null,
  record_key text not null,
  payload jsonb not null,
  published_at timestamptz
)`,
      'create index if not exists jobwright_outbox_pending on jobwright_outbox (id) where published_at is null',
      'create index if not exists jobwright_outbox_record on jobwright_outbox (record_key, record_table)',
    ],
  },
];
