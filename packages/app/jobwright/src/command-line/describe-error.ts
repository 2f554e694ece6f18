import { toErrorMessage } from '@jobwright/concurrency';

/** The message of an error, in one line. */
export const describeError = (error: unknown): string => toErrorMessage(error).replaceAll(/\s+/g, ' ').trim();
