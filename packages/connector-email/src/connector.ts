import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { sendEmailInput, sendEmailOutput } from './send-email.schema.ts';
import { sendEmail } from './send-email.ts';

export const email = defineConnector({
  type: 'io.camunda:email:1',
  name: 'Email',
  template: {
    id: 'io.jobwright.email',
    version: 2,
    description: 'Sends email.',
    keywords: ['email', 'mail', 'send email', 'SMTP'],
    groups: [
      { id: 'authentication', label: 'Authentication' },
      { id: 'sendEmailSmtp', label: 'Send email' },
      { id: 'protocol', label: 'Protocol' },
    ],
    documentationRef: 'https://github.com/jobwright/jobwright/tree/main/packages/connector-email#readme',
    icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="#8a3ffc" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><rect x="1.5" y="3.5" width="15" height="11" rx="1.5"/><path d="M2 4.5l7 5.5 7-5.5"/></svg>',
  },
  operations: {
    sendEmail: defineOperation({
      when: { protocol: 'smtp', 'data.smtpActionDiscriminator': 'sendEmailSmtp' },
      input: sendEmailInput,
      output: sendEmailOutput,
      run: sendEmail,
    }),
  },
});
