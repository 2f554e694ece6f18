import { toErrorMessage } from '@jobwright/concurrency';

/** What an error says, in one line. */
export const toReason = (error: unknown): string => toErrorMessage(error).replaceAll(/\s+/g, ' ').trim();
