import { isJsonObject, type JsonObject } from '@jobwright/connector-sdk';
import { createConnectorHarness, type RunOptions } from '@jobwright/connector-testing';
import { customerData } from '../connector.ts';
import { migrateCustomerData } from '../migrate-customer-data.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

export interface CustomerWorld {
  readonly database: TestDatabase;
  /** What the operation answers; a failure as `{ code, message, variables }`. */
  run(operation: string, input: JsonObject, options?: { readonly jobKey?: string }): Promise<JsonObject>;
  /** Empties all tables; two customers are left. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** The connector as a runtime runs it, on a database with customers. */
export async function openCustomerWorld(options: Pick<RunOptions, 'observers'> = {}): Promise<CustomerWorld> {
  const database = await openTestDatabase();
  await migrateCustomerData({ connectionUrl: database.url });
  await database.query(`create table customers (
    id text primary key, version int not null default 1, name text, email text unique, status text not null default 'new',
    credit numeric(12, 2), profile jsonb, phone text, country text)`);
  const harness = createConnectorHarness(customerData, { ...options, secrets: { URL: database.url } });
  return {
    database,
    async run(operation, input, { jobKey } = {}) {
      const { outcome } = await harness.run(
        { connection: { url: '{{secrets.URL}}' }, ...input },
        { headers: { operation, resultVariable: 'result' }, ...(jobKey === undefined ? {} : { jobKey }) },
      );
      const { variables } = outcome;
      const answer = outcome.kind === 'complete' ? variables?.['result'] : variables?.['error'];
      if (!isJsonObject(answer))
        throw new Error(`Neither an answer nor an error: ${JSON.stringify(outcome)}`);
      return answer;
    },
    async reset() {
      await database.query(
        'truncate customers, jobwright_inbox, jobwright_audit, jobwright_outbox restart identity',
      );
      await database.query(`insert into customers (id, name, email, profile) values
        ('ALFKI', 'Maria', 'maria@alfki.example', '{"segment": "basic", "since": 1996}'),
        ('ANATR', 'Ana', 'ana@anatr.example', null)`);
    },
    async close() {
      await harness.close();
      await database.close();
    },
  };
}
