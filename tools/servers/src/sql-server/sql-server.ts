import { join } from 'node:path';
import { createLocalhostCertificate } from '@jobwright/test-servers';
import { type SystemUser, writePrivateFile } from '../local-server/index.ts';
import { chmodSync } from 'node:fs';

export interface SqlServerOptions {
  /** Whether a commit waits for the disk, as in production. Default false: tests end no server by force. */
  readonly durable?: boolean;
}

export interface RunningSqlServer {
  readonly pid: number;
  /** Of the database `crm`, with a user that may do everything in it. Without TLS. */
  readonly url: string;
  /** The same with TLS, which must be of this server. */
  readonly tlsUrl: string;
  readonly readLog: () => string;
  /** Ends the server and deletes its data. */
  stop(): Promise<void>;
}

/** A certificate for localhost, which vouches for itself: `certificate.pem` and `key.pem`. */
export async function writeCertificate(directory: string, user: SystemUser | undefined): Promise<void> {
  const { key, certificate } = await createLocalhostCertificate();
  writePrivateFile(join(directory, 'key.pem'), key, user);
  writePrivateFile(join(directory, 'certificate.pem'), certificate, user);
  // It is read by the clients.
  chmodSync(join(directory, 'certificate.pem'), 0o644);
}
