export {
  type Mailbox,
  MAX_MAILBOXES,
  type ParsedMailboxes,
  parseMailboxes,
  TOO_MANY_MAILBOXES,
} from './addresses/parse-mailboxes.ts';
export type { BodyFields } from './body/compose-body.ts';
export {
  type MailboxAuthentication,
  mailboxAuthentication,
  type SmtpAuthentication,
  smtpAuthentication,
} from './fields/authentication.schema.ts';
export {
  type CalendarEvent,
  calendarEvent,
  type EventTime,
  MAX_ATTENDEES,
} from './fields/calendar-event.schema.ts';
export { type DkimKey, dkim } from './fields/dkim.schema.ts';
export { headerText, mailbox, mailboxList, mailHeaders } from './fields/mail-fields.schema.ts';
export {
  type SearchCriteria,
  searchCriteria,
  type SearchGroup,
  type SearchTerm,
} from './fields/search-criteria.schema.ts';
export {
  blankToUndefined,
  encryption,
  hostName,
  port,
  toWholeNumber,
} from './fields/server-fields.schema.ts';
export { textLanguage, textTimeZone } from './fields/text-fields.schema.ts';
export { deleteImapMessage } from './imap/delete-imap-message.ts';
export { type ImapListing, listImapMessages } from './imap/list-imap-messages.ts';
export { moveImapMessage } from './imap/move-imap-message.ts';
export type { ImapMove } from './imap/move-message.ts';
export { type ImapMessage, readImapMessage } from './imap/read-imap-message.ts';
export { type ImapSearch, searchImapMessages } from './imap/search-imap-messages.ts';
export {
  type ChangeContext,
  createMailContext,
  type MailContext,
  type MailContextOptions,
  type OwnMailContext,
  type ReadContext,
  type SendContext,
} from './mail-context.ts';
export { isTransient, MailError, type MailFailure } from './mail-failure.ts';
export type { FoundMessage, ListedMessage } from './mailbox/listed-message.ts';
export { MAILBOX_TIMEOUTS, type MailboxServer, type MailboxTimeouts } from './mailbox/mailbox-server.ts';
export type { MessageHeaders } from './mailbox/message-headers.ts';
export type { MessageInFolder } from './mailbox/message-not-found.ts';
export type { MessageText } from './mailbox/message-parts.ts';
export { type MessageParts, readMessage } from './mailbox/read-message.ts';
export type { ReceivedMessage } from './mailbox/received-message.ts';
export type { HeaderField } from './mime/header-fields.ts';
export type { ReadAddress } from './mime/read-addresses.ts';
export type { MailServer } from './network/mail-server.ts';
export { deletePop3Message } from './pop3/delete-pop3-message.ts';
export { listPop3Messages, type Pop3Listing } from './pop3/list-pop3-messages.ts';
export { type Pop3MessageId, readPop3Message } from './pop3/read-pop3-message.ts';
export { type Pop3Search, searchPop3Messages } from './pop3/search-pop3-messages.ts';
export type { Refusal } from './smtp/refusal.ts';
export { type MailReceipt, type MailToSend, sendMail, type SendMailOptions } from './smtp/send-mail.ts';
export type { SentMail } from './smtp/sent-mail.ts';
export { SMTP_TIMEOUTS, type SmtpServer, type SmtpTimeouts } from './smtp/smtp-server.ts';
