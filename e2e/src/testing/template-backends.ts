import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { migrateCustomerData } from '@jobwright/connector-customer-data';
import { startEmbeddedDatabase } from '@jobwright/connector-customer-data/embedded';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';

/** What the connectors of the templates talk to. */
export interface TemplateBackends {
  readonly restUrl: string;
  readonly smtpPort: number;
  readonly databaseUrl: string;
  /** As they came. */
  readonly mails: readonly string[];
  readonly readCustomer: (id: string) => Promise<unknown>;
  close(): Promise<void>;
}

export async function startTemplateBackends(): Promise<TemplateBackends> {
  const http = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      const { authorization = null, accept = null } = request.headers;
      const told = { method: request.method, path: request.url, authorization, accept, body };
      response.end(JSON.stringify(request.url === '/graphql' ? { data: told } : told));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const mails: string[] = [];
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      let text = '';
      stream.setEncoding('utf8').on('data', (part: string) => (text += part));
      stream.on('end', () => {
        mails.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const database = await startEmbeddedDatabase();
  await migrateCustomerData({ connectionUrl: database.url });
  const query = async (text: string, values: readonly string[] = []): Promise<unknown> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<object>(text, [...values]);
    await client.end();
    return rows[0];
  };
  await query('create table customers (id text primary key, status text, version integer)');
  await query(`insert into customers values ('ALFKI', 'new', 1), ('BERGS', 'new', 1)`);
  return {
    restUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    smtpPort: (smtp.server.address() as AddressInfo).port,
    databaseUrl: database.url,
    mails,
    readCustomer: (id) => query('select * from customers where id = $1', [id]),
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await new Promise<void>((resolve) => smtp.close(resolve));
      await database.close();
    },
  };
}
