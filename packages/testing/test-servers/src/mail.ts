export { type BearerSmtpServer, startBearerSmtpServer } from './mail/bearer-smtp-server.ts';
export {
  type ImapServer,
  type ImapServerOptions,
  MAILBOX_LOGIN,
  startImapServer,
  type StoredFolder,
  type StoredMessage,
} from './mail/imap-server.ts';
export { type Pop3Server, type Pop3ServerOptions, startPop3Server } from './mail/pop3-server.ts';
export {
  type ImapScript,
  type ScriptedImapServer,
  startScriptedImapServer,
} from './mail/scripted-imap-server.ts';
export { type ReceivedMail, smtpReply, type SmtpServer, startSmtpServer } from './mail/smtp-server.ts';
