import { type MailPorts, startMailServer } from '@jobwright/servers/mail-server';
import type { TestProject } from 'vitest/node';

export interface MailEnvironment {
  readonly ports: MailPorts;
  readonly authorizationServer: string;
  readonly certificateFile: string;
  readonly mailDirectory: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly mail: MailEnvironment;
  }
}

/** Less than the connector takes: the server is to refuse something. */
export const MAX_MAIL_BYTES = 10_000_000;

/** Starts the mail servers for a run of tests; they find them with `inject('mail')`. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startMailServer({ maxMessageBytes: MAX_MAIL_BYTES });
  const { ports, authorizationServer, certificateFile, mailDirectory } = server;
  project.provide('mail', { ports, authorizationServer, certificateFile, mailDirectory });
  // What Node trusts is settled when it starts: the processes that run the tests start after this.
  process.env['NODE_EXTRA_CA_CERTS'] = certificateFile;
  return () => server.stop();
}
