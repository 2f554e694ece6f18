export { strangerAddress } from './greylist.ts';
export { type MailAccount, MAIL_ACCOUNTS, MAIL_DOMAIN, RECIPIENT_ANSWERS } from './mail-accounts.ts';
export type { MailPorts } from './mail-ports.ts';
export { type MailServerOptions, type RunningMailServer, startMailServer } from './start-mail-server.ts';
