import { hash } from 'node:crypto';
import { type Mailbox, toAsciiDomain } from '../addresses/parse-mailboxes.ts';

/**
 * The `Message-ID` header of a job's mail: the same on each delivery of the job, so that a mail sent twice
 * can be told (RFC 5322, 3.6.4).
 */
export function messageIdFor(idempotencyKey: string, from: Mailbox): string {
  const unique = hash('sha256', idempotencyKey).slice(0, 40);
  return `<${unique}@${toAsciiDomain(from.address)}>`;
}
