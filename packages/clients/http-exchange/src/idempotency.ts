import {
  describeHeaderProblem,
  type HeaderLine,
  type HttpMethod,
  optionalTextInput,
} from '@jobwright/http-client';

/** Safe methods (RFC 9110, 9.2.1). */
const SAFE: readonly HttpMethod[] = ['GET', 'HEAD', 'OPTIONS'];

/** The name of the header for the idempotency key. Default: no key is sent. */
export const idempotencyHeaderInput = optionalTextInput
  .refine((name) => name === undefined || describeHeaderProblem([name, 'key']) === undefined, {
    error: 'is not the name of a header that can be given: letters, digits and hyphens only',
  })
  .meta({
    title: 'Idempotency header',
    description:
      'Name of the header for a key that is the same each time this job is tried, if the server knows such. Empty: none.',
    placeholder: 'Idempotency-Key',
    group: 'advanced',
  });

interface IdempotencyOptions {
  readonly header: string | undefined;
  readonly method: HttpMethod;
  /** The same for each attempt of the job. */
  readonly key: string;
  /** The header lines of the model; a key of its own takes precedence. */
  readonly given: readonly HeaderLine[];
}

/**
 * The header line with the idempotency key; none for safe methods, without a header name, or if the model
 * sets the header itself.
 */
export function createIdempotencyHeaders(options: IdempotencyOptions): readonly HeaderLine[] {
  const { header, method, key, given } = options;
  if (header === undefined || SAFE.includes(method)) return [];
  if (given.some(([name]) => name.toLowerCase() === header.toLowerCase())) return [];
  return [[header, key]];
}
