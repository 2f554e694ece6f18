/** Somebody with a mailbox. */
export interface MailAccount {
  readonly username: string;
  readonly password: string;
  /** What separates the levels of a folder, and what every folder but the inbox begins with. */
  readonly separator: '/' | '.';
  readonly prefix: '' | 'INBOX.';
  /** `mbox`: all messages of a folder in one file, which is quickly made. */
  readonly format: 'maildir' | 'mbox';
}

export const MAIL_DOMAIN = 'example.test';

const PLAIN = { separator: '/', prefix: '', format: 'maildir' } as const;

export const MAIL_ACCOUNTS = {
  ada: { username: `ada@${MAIL_DOMAIN}`, password: 'ada "pass\\word" ü', ...PLAIN },
  bob: { username: `bob@${MAIL_DOMAIN}`, password: 'bobs-password', ...PLAIN },
  /** Folders as Courier and Cyrus have them. */
  grace: {
    username: `grace@${MAIL_DOMAIN}`,
    password: 'graces-password',
    separator: '.',
    prefix: 'INBOX.',
    format: 'maildir',
  },
  /** For a mailbox of any size. */
  archive: { username: `archive@${MAIL_DOMAIN}`, password: 'archives-password', ...PLAIN, format: 'mbox' },
} as const satisfies Readonly<Record<string, MailAccount>>;

/** Recipients that the SMTP server refuses, and what it says. */
export const RECIPIENT_ANSWERS = {
  [`greylisted@${MAIL_DOMAIN}`]: '451 4.7.1 Greylisted, try again later',
  [`full@${MAIL_DOMAIN}`]: '552 5.2.2 Mailbox full',
  [`gone@${MAIL_DOMAIN}`]: '550 5.1.6 Recipient has moved',
} as const;

/** The name before the domain: the folder of the mailbox. */
export const mailboxName = ({ username }: MailAccount): string => username.slice(0, username.indexOf('@'));
