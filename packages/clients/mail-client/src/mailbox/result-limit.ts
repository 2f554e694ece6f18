import { MailError } from '../mail-failure.ts';

/** More do not fit into a process variable. */
export const MAX_RESULTS = 10_000;

/** @throws MailError `too-many-results` */
export function checkResultCount(count: number): void {
  if (count > MAX_RESULTS) throw new MailError({ kind: 'too-many-results', count, limit: MAX_RESULTS });
}
