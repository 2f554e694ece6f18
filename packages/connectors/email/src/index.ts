export { email } from './connector.ts';
export type {
  DeleteEmailImapInput,
  DeleteEmailImapOutput,
  DeleteEmailPop3Input,
  DeleteEmailPop3Output,
} from './delete-email.schema.ts';
export { type EmailErrorCode, emailErrors } from './errors.ts';
export type {
  ListEmailsImapInput,
  ListEmailsImapOutput,
  ListEmailsPop3Input,
  ListEmailsPop3Output,
} from './list-emails.schema.ts';
export type { MoveEmailImapInput, MoveEmailImapOutput } from './move-email-imap.schema.ts';
export type {
  ReadEmailImapInput,
  ReadEmailImapOutput,
  ReadEmailPop3Input,
  ReadEmailPop3Output,
} from './read-email.schema.ts';
export type {
  SearchEmailsImapInput,
  SearchEmailsImapOutput,
  SearchEmailsPop3Input,
  SearchEmailsPop3Output,
} from './search-emails.schema.ts';
export type { SendEmailInput, SendEmailOutput } from './send-email.schema.ts';
