import { findFreePorts } from '../local-server/index.ts';

const NAMES = [
  'smtp',
  'smtpWithoutTls',
  'submission',
  'submissions',
  'imap',
  'imaps',
  'pop3',
  'pop3s',
] as const;

/** All on 127.0.0.1. */
export type MailPorts = Readonly<Record<(typeof NAMES)[number], number>>;

export const chooseMailPorts = (): Promise<MailPorts> => findFreePorts(NAMES);
