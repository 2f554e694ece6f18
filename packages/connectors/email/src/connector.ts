import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import {
  deleteEmailImapInput,
  deleteEmailImapOutput,
  deleteEmailPop3Input,
  deleteEmailPop3Output,
} from './delete-email.schema.ts';
import { deleteEmailImap, deleteEmailPop3 } from './delete-email.ts';
import { emailErrors } from './errors.ts';
import {
  listEmailsImapInput,
  listEmailsImapOutput,
  listEmailsPop3Input,
  listEmailsPop3Output,
} from './list-emails.schema.ts';
import { listEmailsImap, listEmailsPop3 } from './list-emails.ts';
import { moveEmailImapInput, moveEmailImapOutput } from './move-email-imap.schema.ts';
import { moveEmailImap } from './move-email-imap.ts';
import {
  readEmailImapInput,
  readEmailImapOutput,
  readEmailPop3Input,
  readEmailPop3Output,
} from './read-email.schema.ts';
import { readEmailImap, readEmailPop3 } from './read-email.ts';
import {
  searchEmailsImapInput,
  searchEmailsImapOutput,
  searchEmailsPop3Input,
  searchEmailsPop3Output,
} from './search-emails.schema.ts';
import { searchEmailsImap, searchEmailsPop3 } from './search-emails.ts';
import { sendEmailInput, sendEmailOutput } from './send-email.schema.ts';
import { sendEmail } from './send-email.ts';

/**
 * The connector for email: job type `io.camunda:email:1`. Sends by SMTP (RFC 5321); lists, searches, reads,
 * deletes and moves mail by IMAP (RFC 9051) and POP3 (RFC 1939).
 */
export const email = defineConnector({
  type: 'io.camunda:email:1',
  name: 'Email',
  template: {
    id: 'io.jobwright.email',
    version: 2,
    description: 'Sends email by SMTP; lists, searches, reads, deletes and moves it by IMAP and POP3.',
    keywords: [
      ...['email', 'mail', 'inbox', 'mailbox', 'SMTP', 'IMAP', 'POP3'],
      ...['attachment', 'message', 'notification', 'notify', 'newsletter', 'invitation', 'reply'],
      ...['Anhang', 'E-Mail', 'Nachricht', 'Benachrichtigung', 'Einladung', 'Postfach', 'Postausgang'],
      ...['versenden', 'verschicken', 'senden', 'benachrichtigen', 'empfangen', 'abrufen', 'anschreiben'],
      ...['send email', 'list emails', 'search emails', 'read email', 'delete email', 'move email'],
    ],
    groups: [
      { id: 'authentication', label: 'Authentication' },
      { id: 'sendEmailSmtp', label: 'Send email' },
      { id: 'listEmailsImap', label: 'List emails' },
      { id: 'searchEmailsImap', label: 'Search emails' },
      { id: 'readEmailImap', label: 'Read an email' },
      { id: 'deleteEmailImap', label: 'Delete an email' },
      { id: 'moveEmailImap', label: 'Move an email' },
      { id: 'listEmailsPop3', label: 'List emails' },
      { id: 'searchEmailsPop3', label: 'Search emails' },
      { id: 'readEmailPop3', label: 'Read an email' },
      { id: 'deleteEmailPop3', label: 'Delete an email' },
      { id: 'protocol', label: 'Protocol' },
    ],
    errorExample: 'EMAIL_RECIPIENT_REJECTED',
    documentationRef: 'https://github.com/jobwright/jobwright/tree/main/packages/connectors/email#readme',
    icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="#8a3ffc" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><rect x="1.5" y="3.5" width="15" height="11" rx="1.5"/><path d="M2 4.5l7 5.5 7-5.5"/></svg>',
  },
  errors: emailErrors,
  operations: {
    sendEmail: defineOperation({
      title: 'Send an email (SMTP)',
      when: { protocol: 'smtp', 'data.smtpActionDiscriminator': 'sendEmailSmtp' },
      input: sendEmailInput,
      output: sendEmailOutput,
      run: sendEmail,
    }),
    listEmailsImap: defineOperation({
      title: 'List emails (IMAP)',
      when: { protocol: 'imap', 'data.imapActionDiscriminator': 'listEmailsImap' },
      input: listEmailsImapInput,
      output: listEmailsImapOutput,
      run: listEmailsImap,
    }),
    searchEmailsImap: defineOperation({
      title: 'Search emails (IMAP)',
      when: { protocol: 'imap', 'data.imapActionDiscriminator': 'searchEmailsImap' },
      input: searchEmailsImapInput,
      output: searchEmailsImapOutput,
      run: searchEmailsImap,
    }),
    readEmailImap: defineOperation({
      title: 'Read an email (IMAP)',
      when: { protocol: 'imap', 'data.imapActionDiscriminator': 'readEmailImap' },
      input: readEmailImapInput,
      output: readEmailImapOutput,
      run: readEmailImap,
    }),
    deleteEmailImap: defineOperation({
      title: 'Delete an email (IMAP)',
      when: { protocol: 'imap', 'data.imapActionDiscriminator': 'deleteEmailImap' },
      input: deleteEmailImapInput,
      output: deleteEmailImapOutput,
      run: deleteEmailImap,
    }),
    moveEmailImap: defineOperation({
      title: 'Move an email (IMAP)',
      when: { protocol: 'imap', 'data.imapActionDiscriminator': 'moveEmailImap' },
      input: moveEmailImapInput,
      output: moveEmailImapOutput,
      run: moveEmailImap,
    }),
    listEmailsPop3: defineOperation({
      title: 'List emails (POP3)',
      when: { protocol: 'pop3', 'data.pop3ActionDiscriminator': 'listEmailsPop3' },
      input: listEmailsPop3Input,
      output: listEmailsPop3Output,
      run: listEmailsPop3,
    }),
    searchEmailsPop3: defineOperation({
      title: 'Search emails (POP3)',
      when: { protocol: 'pop3', 'data.pop3ActionDiscriminator': 'searchEmailsPop3' },
      input: searchEmailsPop3Input,
      output: searchEmailsPop3Output,
      run: searchEmailsPop3,
    }),
    readEmailPop3: defineOperation({
      title: 'Read an email (POP3)',
      when: { protocol: 'pop3', 'data.pop3ActionDiscriminator': 'readEmailPop3' },
      input: readEmailPop3Input,
      output: readEmailPop3Output,
      run: readEmailPop3,
    }),
    deleteEmailPop3: defineOperation({
      title: 'Delete an email (POP3)',
      when: { protocol: 'pop3', 'data.pop3ActionDiscriminator': 'deleteEmailPop3' },
      input: deleteEmailPop3Input,
      output: deleteEmailPop3Output,
      run: deleteEmailPop3,
    }),
  },
});
