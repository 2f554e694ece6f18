import type { OperationContext } from '@jobwright/connector-sdk';
import { findSlackFailure } from './errors.ts';
import { type PostMessageInput, postMessageOutput, type PostMessageOutput } from './post-message.schema.ts';
import { callSlack } from './slack-client.ts';

/**
 * Post message.
 * @throws ConnectorError, RetryableError by the table in `errors.ts`, and those of the HTTP client
 */
export async function postMessage(
  { connection, channel, text }: PostMessageInput,
  context: OperationContext,
): Promise<PostMessageOutput> {
  return callSlack(
    {
      connection,
      method: 'POST',
      path: '/chat.postMessage',
      body: { channel, text },
      answer: postMessageOutput,
      findFailure: findSlackFailure,
    },
    context,
  );
}
