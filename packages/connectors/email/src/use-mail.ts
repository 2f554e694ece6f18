import type { OperationContext } from '@jobwright/connector-sdk';
import { type MailContext, MailError, type MailFailure } from '@jobwright/mail-client';
import { toEmailError } from './to-email-error.ts';

type EmailContext = OperationContext & Pick<MailContext, 'toFailureCode'>;

/** Runs a call of the mail client; its failures become those of this connector, in spans too. */
export async function useMail<Answer>(
  context: OperationContext,
  call: (context: EmailContext) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await call({ ...context, toFailureCode: toCode });
  } catch (error) {
    throw error instanceof MailError ? toEmailError(error.failure, error.cause) : error;
  }
}

const toCode = (failure: MailFailure): string => toEmailError(failure, undefined).code;
