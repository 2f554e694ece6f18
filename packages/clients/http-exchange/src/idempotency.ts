import {
  describeHeaderProblem,
  type HeaderLine,
  type HttpMethod,
  optionalTextInput,
} from '@jobwright/http-client';

/** RFC 9110, 9.2.1: sending these again changes nothing. */
const SAFE: readonly HttpMethod[] = ['GET', 'HEAD', 'OPTIONS'];

/** The header that carries the idempotency key; without one none is sent. */
export const idempotencyHeaderInput = optionalTextInput
  .refine((name) => name === undefined || describeHeaderProblem([name, 'key']) === undefined, {
    error: 'is not the name of a header that can be given: letters, digits and hyphens only',
  })
  .meta({
    title: 'Idempotency header',
    description:
      'Name of the header for a key that is the same each time this job is tried, if the server knows such. Empty: none.',
    placeholder: 'Idempotency-Key',
  });

interface IdempotencyOptions {
  readonly header: string | undefined;
  readonly method: HttpMethod;
  /** The same each time the job is tried. */
  readonly key: string;
  /** The header lines the model gives: its own key counts. */
  readonly given: readonly HeaderLine[];
}

/** The line to add to a request that must not have its effect twice. */
export function createIdempotencyHeaders(options: IdempotencyOptions): readonly HeaderLine[] {
  const { header, method, key, given } = options;
  if (header === undefined || SAFE.includes(method)) return [];
  if (given.some(([name]) => name.toLowerCase() === header.toLowerCase())) return [];
  return [[header, key]];
}
