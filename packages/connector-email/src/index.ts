export { email } from './connector.ts';
export { sendEmail } from './send-email.ts';
export {
  sendEmailInput,
  type SendEmailInput,
  sendEmailOutput,
  type SendEmailOutput,
} from './send-email.schema.ts';
