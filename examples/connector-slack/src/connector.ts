import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { slackErrors } from './errors.ts';
import { postMessageInput, postMessageOutput } from './post-message.schema.ts';
import { postMessage } from './post-message.ts';

/** Slack, job type `acme:slack:1`. */
export const slack = defineConnector({
  type: 'acme:slack:1',
  name: 'Slack',
  template: {
    id: 'acme.slack',
    version: 1,
    description: 'Posts messages to channels of Slack.',
    keywords: ['chat', 'channel', 'message'],
    icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18"><rect width="18" height="18" rx="4" fill="#0f62fe"/><text x="9" y="13" fill="#fff" font-family="sans-serif" font-size="11" font-weight="bold" text-anchor="middle">S</text></svg>',
  },
  errors: slackErrors,
  operations: {
    postMessage: defineOperation({
      input: postMessageInput,
      output: postMessageOutput,
      run: postMessage,
    }),
  },
});
