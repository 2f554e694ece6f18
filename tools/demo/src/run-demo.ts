import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { bundledConnectors } from 'jobwright';
import { type Logger, silentLogger } from '@jobwright/connector-sdk';
import { createFolderDocumentStore, createStaticSecrets, startConnectors } from '@jobwright/runtime';
import { startCrmBackend } from './crm-backend.ts';
import { openCustomerDatabase, type StoredCustomer } from './customer-database.ts';
import { type Customer, readCustomers } from './customers.ts';
import type { DemoEngine } from './demo-engine.ts';
import { watchIncidents } from './incident-watch.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { onboardCustomers, type Onboarding } from './onboard-customers.ts';

export interface DemoOptions {
  /** Documents and mails are written below. */
  readonly outputFolder: string;
  /** Connects to the engine, or starts one, which ends with the demo. */
  readonly connectEngine: () => Promise<DemoEngine>;
  /** Default: all of the sample data. */
  readonly customers?: readonly Customer[];
  readonly logger?: Logger;
  /** One line for a person: what is being started, how far it is. */
  readonly onProgress?: (line: string) => void;
}

export interface DemoReport {
  readonly onboardings: readonly Onboarding[];
  readonly crmRequests: number;
  /** The table `customers` at the end. */
  readonly rows: readonly StoredCustomer[];
  readonly mails: ReturnType<MailServer['mails']>;
  readonly seconds: number;
}

/**
 * Onboards customers: asks the CRM, updates the database, makes the welcome letter and mails it. Real servers
 * on loopback.
 * @throws Error with the text of the first incident
 */
export async function runDemo(options: DemoOptions): Promise<DemoReport> {
  const { outputFolder, onProgress = () => undefined, logger = silentLogger } = options;
  const customers = options.customers ?? (await readCustomers());
  const closers: (() => Promise<unknown>)[] = [];
  const opened = async <Server extends { close(): Promise<unknown> }>(
    what: string,
    starting: Promise<Server>,
  ): Promise<Server> => {
    const server = await starting;
    closers.push(() => server.close());
    onProgress(what);
    return server;
  };
  try {
    const crmToken = randomBytes(16).toString('hex');
    const mailUser = { user: 'onboarding', password: randomBytes(16).toString('hex') };
    const engine = await opened('Engine ready', options.connectEngine());
    const crm = await opened('CRM ready (HTTP)', startCrmBackend({ customers, token: crmToken }));
    const mailServer = await opened(
      'Mail server ready (SMTP)',
      startMailServer({ ...mailUser, folder: join(outputFolder, 'mails') }),
    );
    const database = await opened('Customer database ready (SQL)', openCustomerDatabase(customers));
    const documentsFolder = join(outputFolder, 'documents');
    const incidents = watchIncidents(engine.findIncident);
    closers.push(() => Promise.resolve(incidents.close()));
    await opened(
      `Connectors ready: ${bundledConnectors.map(({ name }) => name).join(', ')}`,
      startConnectors({
        connectors: bundledConnectors,
        clusters: [engine.cluster],
        documents: createFolderDocumentStore({ directory: documentsFolder }),
        logger,
        observers: [incidents.observer],
        secrets: {
          provider: createStaticSecrets({
            CRM_TOKEN: crmToken,
            SMTP_USER: mailUser.user,
            SMTP_PASSWORD: mailUser.password,
            CUSTOMER_DATABASE_URL: database.url,
          }),
        },
      }),
    );
    const startedAt = performance.now();
    const onboardings = await onboardCustomers({
      engine,
      customers,
      documentsFolder,
      signal: incidents.signal,
      variables: { crmUrl: crm.url, smtpHost: mailServer.host, smtpPort: mailServer.port },
      onProgress,
    });
    return {
      onboardings,
      crmRequests: crm.requestCount(),
      rows: await database.readCustomers(),
      mails: mailServer.mails(),
      seconds: (performance.now() - startedAt) / 1000,
    };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
