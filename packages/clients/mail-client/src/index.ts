export { type Mailbox, MAX_MAILBOXES, toComparable, tooMany } from './addresses/parse-mailboxes.ts';
export { composeBody } from './body/compose-body.ts';
export { composeCalendar } from './body/compose-calendar.ts';
export {
  type MailboxAuthentication,
  mailboxAuthentication,
  type SmtpAuthentication,
  smtpAuthentication,
} from './fields/authentication.schema.ts';
export { type CalendarEvent, calendarEvent, type EventTime, MAX_ATTENDEES } from './fields/calendar-event.schema.ts';
export { dkim } from './fields/dkim.schema.ts';
export {
  headerText,
  listHeaderMailboxes,
  mailbox,
  mailboxList,
  mailHeaders,
} from './fields/mail-fields.schema.ts';
export { type SearchCriteria, searchCriteria, type SearchGroup, type SearchTerm } from './fields/search-criteria.schema.ts';
export {
  blankToUndefined,
  encryption,
  hostName,
  port,
  toWholeNumber,
} from './fields/server-fields.schema.ts';
export { confirmSenders } from './imap/confirm-senders.ts';
export { useImap } from './imap/imap-client.ts';
export { toRefusal } from './imap/imap-failure.ts';
export { openFolder } from './imap/imap-folder.ts';
export { findByMessageId as findImapMessage, listSummaries, openMessage } from './imap/imap-messages.ts';
export { toImapSearch } from './imap/imap-search.ts';
export { isInTarget, moveMessage } from './imap/move-message.ts';
export { isDeletedByThisJob, noteDeletion } from './mailbox/deletion-log.ts';
export { mailboxFailure } from './mailbox/mailbox-failure.ts';
export { MAILBOX_TIMEOUTS, type MailboxServer } from './mailbox/mailbox-server.ts';
export { type MessageHeaders, parseMessageHeaders, toMs } from './mailbox/message-headers.ts';
export { createRanking } from './mailbox/ranking.ts';
export { type MessageParts, readMessage, readText } from './mailbox/read-message.ts';
export { checkResultCount } from './mailbox/result-limit.ts';
export { type MailLogin, withLogin } from './network/login.ts';
export { toPlace } from './network/mail-server.ts';
export { withinLimits } from './network/within-limits.ts';
export { findByMessageId as findPop3Message } from './pop3/find-by-message-id.ts';
export { matchesCriteria } from './pop3/matches-criteria.ts';
export { usePop3 } from './pop3/pop3-client.ts';
export type { MessageHead, Pop3Message, Pop3Session } from './pop3/pop3-session.ts';
export { type FileToOpen, openMailFiles } from './smtp/mail-files.ts';
export { toMessageId } from './smtp/message-id.ts';
export type { OutgoingMail } from './smtp/outgoing-mail.ts';
export { type SentMail, sendOnce } from './smtp/send-once.ts';
export { deliverMail, type DeliveryOptions } from './smtp/smtp-client.ts';
export {
  describeRejected,
  type Refusal,
  toRefusals,
  toRejected,
  toSendFailure,
} from './smtp/smtp-failure.ts';
export type { SmtpServer, SmtpTimeouts } from './smtp/smtp-server.ts';
export { findUnicodeAddress } from './smtp/unicode-addresses.ts';
