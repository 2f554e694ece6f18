import type { Authentication, TextMap } from '@jobwright/http-client';
import type { SqlTable } from './sql/sql-dialect.ts';

/** Rows of a table. Names are written as they are stored. */
interface TableTarget extends SqlTable {
  readonly connection: { readonly url: string };
}

/** `connection.url` is a postgres:// URL. */
export interface PostgresTarget extends TableTarget {
  readonly backend: 'postgres';
}

/** `connection.url` is a mysql:// or mariadb:// URL. */
export interface MysqlTarget extends TableTarget {
  readonly backend: 'mysql';
}

/** Any service that speaks JSON and has an address for each record. */
export interface RestTarget {
  readonly backend: 'rest';
  /** With `{key}` once, behind the host. */
  readonly recordUrl: string;
  /** Where records are created and found. Default: `recordUrl` without its last part. */
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
  /** A unique property: `email`, one of your own, or `hs_object_id`. */
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
