import { toErrorMessage } from '@jobwright/concurrency';

/** What an error says, in one line. */
export const describeError = (error: unknown): string => toErrorMessage(error).replaceAll(/\s+/g, ' ').trim();
