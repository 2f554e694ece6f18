import type { JsonValue } from '@jobwright/connector-sdk';
import {
  createCredentialMerge,
  cursorPages,
  httpResultOutput,
  idempotencyHeaderInput,
  linkedPages,
  noPages,
  numberedPages,
  PAGES_METADATA,
  refusePagesAsText,
  responseFormatInput,
  sharedCredentialInput,
  storeResponseInput,
  timeoutInputs,
} from '@jobwright/http-exchange';
import {
  authenticationInput,
  clientTlsInput,
  flagInput,
  headersInput,
  textMapInput,
  urlInput,
} from '@jobwright/http-client';
import { z } from 'zod';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const METHODS_WITH_BODY = ['POST', 'PUT', 'PATCH'] as const;
const UNSAFE_METHODS = [...METHODS_WITH_BODY, 'DELETE'] as const;

const methodInput = z.preprocess(
  (value) => (typeof value === 'string' ? value.toUpperCase() : value),
  z.enum(METHODS, { error: `Expected one of ${METHODS.join(', ')}` }),
);

const placeIn = z
  .preprocess(
    (value) => (value === null || value === '' ? 'query' : value),
    z.enum(['query', 'body'], { error: 'Expected query or body' }).default('query'),
  )
  .meta({
    title: 'Parameter goes into',
    choices: { query: 'The query of the URL', body: 'The body, which must be a map' },
  });

const pagination = z
  .discriminatedUnion('type', [
    noPages,
    linkedPages,
    cursorPages.extend({ placeIn }),
    numberedPages.extend({ placeIn }),
  ])
  .meta(PAGES_METADATA);

const inputs = z.object({
  authentication: authenticationInput.nullish(),
  authenticationConfiguration: sharedCredentialInput,
  clientTls: clientTlsInput.nullish(),
  method: methodInput.meta({
    title: 'Method',
    documentation: 'In any case.',
    group: 'endpoint',
    value: 'GET',
  }),
  url: urlInput.meta({
    title: 'URL',
    description: 'Starts with http:// or https://.',
    group: 'endpoint',
    pattern: { value: '^https?://', message: 'must start with http:// or https://' },
  }),
  headers: headersInput.nullish().meta({
    title: 'Headers',
    description: 'A map; a list repeats the header, null is an empty value.',
    group: 'endpoint',
    placeholder: '={"Accept": "application/json"}',
  }),
  queryParameters: textMapInput.nullish().meta({
    title: 'Query parameters',
    description: 'A map, added to those in the URL; a list repeats the name.',
    group: 'endpoint',
    placeholder: '={page: 1}',
  }),
  skipEncoding: flagInput.default(false).meta({
    title: 'Skip URL encoding',
    description: 'Sends the URL exactly as it is written.',
    group: 'advanced',
  }),
  followRedirects: flagInput.default(false).meta({
    title: 'Follow redirects',
    documentation: 'Otherwise a redirect is a normal response.',
    group: 'advanced',
  }),
  idempotencyHeader: idempotencyHeaderInput.meta({
    showWhen: { method: UNSAFE_METHODS },
  }),
  ...timeoutInputs,
  body: z
    .custom<JsonValue>()
    .optional()
    .meta({
      title: 'Body',
      description: 'A map or list is sent as JSON, text as it is, a document as its content.',
      documentation: 'See [Body](#body).',
      group: 'payload',
      feel: 'optional',
      multiline: true,
      showWhen: { method: METHODS_WITH_BODY },
    }),
  ignoreNullValues: flagInput.default(false).meta({
    title: 'Ignore null values',
    description: 'Leaves out fields of the body that are null.',
    group: 'advanced',
    showWhen: { method: METHODS_WITH_BODY },
  }),
  documentReturnFormat: responseFormatInput.nullish(),
  storeResponse: storeResponseInput,
  pagination: pagination.nullish(),
});

/** The inputs of the official template, with their names, and some of our own. */
export const sendRequestInput = z.preprocess(createCredentialMerge(), inputs.superRefine(refusePagesAsText));
/**
 * The output for the process: status, headers, body, reason phrase, and the document or pages if there are
 * any.
 */
export const sendRequestOutput = httpResultOutput;

/** The validated inputs of `sendRequest`, with defaults. */
export type SendRequestInput = z.output<typeof sendRequestInput>;
/** The output of `sendRequest`. */
export type SendRequestOutput = z.output<typeof sendRequestOutput>;
