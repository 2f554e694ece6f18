export { email } from './connector.ts';
export { deleteEmailImap } from './delete-email-imap.ts';
export {
  deleteEmailImapInput,
  type DeleteEmailImapInput,
  deleteEmailImapOutput,
  type DeleteEmailImapOutput,
} from './delete-email-imap.schema.ts';
export { deleteEmailPop3 } from './delete-email-pop3.ts';
export {
  deleteEmailPop3Input,
  type DeleteEmailPop3Input,
  deleteEmailPop3Output,
  type DeleteEmailPop3Output,
} from './delete-email-pop3.schema.ts';
export { listEmailsImap } from './list-emails-imap.ts';
export {
  listEmailsImapInput,
  type ListEmailsImapInput,
  listEmailsImapOutput,
  type ListEmailsImapOutput,
} from './list-emails-imap.schema.ts';
export { listEmailsPop3 } from './list-emails-pop3.ts';
export {
  listEmailsPop3Input,
  type ListEmailsPop3Input,
  listEmailsPop3Output,
  type ListEmailsPop3Output,
} from './list-emails-pop3.schema.ts';
export { moveEmailImap } from './move-email-imap.ts';
export {
  moveEmailImapInput,
  type MoveEmailImapInput,
  moveEmailImapOutput,
  type MoveEmailImapOutput,
} from './move-email-imap.schema.ts';
export { readEmailImap } from './read-email-imap.ts';
export {
  readEmailImapInput,
  type ReadEmailImapInput,
  readEmailImapOutput,
  type ReadEmailImapOutput,
} from './read-email-imap.schema.ts';
export { readEmailPop3 } from './read-email-pop3.ts';
export {
  readEmailPop3Input,
  type ReadEmailPop3Input,
  readEmailPop3Output,
  type ReadEmailPop3Output,
} from './read-email-pop3.schema.ts';
export { searchEmailsImap } from './search-emails-imap.ts';
export {
  searchEmailsImapInput,
  type SearchEmailsImapInput,
  searchEmailsImapOutput,
  type SearchEmailsImapOutput,
} from './search-emails-imap.schema.ts';
export { searchEmailsPop3 } from './search-emails-pop3.ts';
export {
  searchEmailsPop3Input,
  type SearchEmailsPop3Input,
  searchEmailsPop3Output,
  type SearchEmailsPop3Output,
} from './search-emails-pop3.schema.ts';
export { sendEmail } from './send-email.ts';
export {
  sendEmailInput,
  type SendEmailInput,
  sendEmailOutput,
  type SendEmailOutput,
} from './send-email.schema.ts';
