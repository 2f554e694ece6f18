import type { Authentication, TextMap } from '@jobwright/http-client';
import type { SqlTable } from './sql/sql-dialect.ts';

/** Rows of a table. Names are written exactly as the database stores them. */
interface TableTarget extends SqlTable {
  readonly connection: { readonly url: string };
}

/** A table in PostgreSQL; `connection.url` is a postgres:// URL. */
export interface PostgresTarget extends TableTarget {
  readonly backend: 'postgres';
}

/** A table in MySQL or MariaDB; `connection.url` is a mysql:// or mariadb:// URL. */
export interface MysqlTarget extends TableTarget {
  readonly backend: 'mysql';
}

/** A service that exchanges JSON and has a URL for each record. */
export interface RestTarget {
  readonly backend: 'rest';
  /** Contains `{key}` once, after the host. */
  readonly recordUrl: string;
  /** Where records are created and found. Default: `recordUrl` without its last segment. */
  readonly collectionUrl?: string | undefined;
  readonly headers?: TextMap | undefined;
  readonly authentication: Authentication;
  /** The field of a record that holds its key. */
  readonly keyField: string;
}

/** Contacts of HubSpot. */
export interface HubspotTarget {
  readonly backend: 'hubspot';
  readonly baseUrl: string;
  readonly token: string;
  /** A unique property: `email`, a custom one, or `hs_object_id`. */
  readonly keyProperty: string;
}

/** Contacts of Salesforce, or objects with the same fields. */
export interface SalesforceTarget {
  readonly backend: 'salesforce';
  readonly instanceUrl: string;
  /** Such as `v61.0`. */
  readonly apiVersion: string;
  readonly authentication: Authentication;
  readonly objectType: string;
  /** `Id`, or an external id. */
  readonly keyField: string;
}

/** The system that holds the records. */
export type BackendTarget = PostgresTarget | MysqlTarget | RestTarget | HubspotTarget | SalesforceTarget;
