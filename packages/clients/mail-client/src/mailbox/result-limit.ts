import { mailboxFailure } from './mailbox-failure.ts';

/** More do not fit into a process variable. */
export const MAX_RESULTS = 10_000;

/** @throws ConnectorError `EMAIL_TOO_MANY_RESULTS` */
export function checkResultCount(count: number): void {
  if (count > MAX_RESULTS) throw mailboxFailure.tooManyResults(count, MAX_RESULTS);
}
