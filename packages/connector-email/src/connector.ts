import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { sendEmailInput, sendEmailOutput } from './send-email.schema.ts';
import { sendEmail } from './send-email.ts';

export const email = defineConnector({
  type: 'io.camunda:email:1',
  name: 'Email',
  template: { id: 'io.jobwright.email', version: 1 },
  operations: {
    sendEmail: defineOperation({
      when: { protocol: 'smtp', 'data.smtpActionDiscriminator': 'sendEmailSmtp' },
      input: sendEmailInput,
      output: sendEmailOutput,
      run: sendEmail,
    }),
  },
});
