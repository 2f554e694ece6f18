import { describeHeaderProblem, describeUrlProblem } from '@jobwright/http-client';
import { z } from 'zod';
import { authenticationInput } from './authentication.schema.ts';
import {
  createUnsupportedInput,
  DEFAULT_TIMEOUT_SECONDS,
  flagInput,
  secondsInput,
  textMapInput,
  toEntries,
} from './input-schemas.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const METHODS_WITH_BODY = ['POST', 'PUT', 'PATCH'] as const;

const methodInput = z.preprocess(
  (value) => (typeof value === 'string' ? value.toUpperCase() : value),
  z.enum(METHODS, { error: `Expected one of ${METHODS.join(', ')}` }),
);

const urlInput = z.string({ error: 'Expected the address as text' }).superRefine((url, context) => {
  const problem = describeUrlProblem(url);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

const headersInput = textMapInput.superRefine((headers, context) => {
  for (const [name, value] of toEntries(headers)) {
    const problem = describeHeaderProblem([name, value ?? '']);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: [name], message: problem });
  }
});

const documentReturnFormat = z.object({
  choice: z
    .preprocess(
      (value) => (value === null || value === '' ? 'JSON' : value),
      z.literal('JSON', { error: 'Only JSON is supported yet; text and documents are not' }),
    )
    .optional()
    .meta({ title: 'Response format', hidden: true }),
});

/** The inputs of the official template, by their names. */
export const requestInput = z.object({
  authentication: authenticationInput.nullish(),
  method: methodInput.meta({ title: 'Method', group: 'endpoint', value: 'GET' }),
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
    group: 'endpoint',
  }),
  followRedirects: flagInput.default(false).meta({ title: 'Follow redirects', group: 'endpoint' }),
  documentReturnFormat: documentReturnFormat.nullish(),
  connectionTimeoutInSeconds: secondsInput.default(DEFAULT_TIMEOUT_SECONDS).meta({
    title: 'Connection timeout in seconds',
    description: '0 is no limit but the deadline of the job.',
    group: 'timeout',
  }),
  readTimeoutInSeconds: secondsInput.default(DEFAULT_TIMEOUT_SECONDS).meta({
    title: 'Read timeout in seconds',
    description: '0 is no limit but the deadline of the job.',
    group: 'timeout',
  }),
  body: z
    .unknown()
    .optional()
    .meta({
      title: 'Body',
      description: 'A map or list is sent as JSON, text as it is. For POST, PUT and PATCH.',
      group: 'payload',
      feel: 'optional',
      multiline: true,
      showWhen: { method: METHODS_WITH_BODY },
    }),
  ignoreNullValues: flagInput.default(false).meta({
    title: 'Ignore null values',
    description: 'Leaves out fields of the body that are null.',
    group: 'payload',
    showWhen: { method: METHODS_WITH_BODY },
  }),
  storeResponse: createUnsupportedInput('Storing the response as a document').meta({
    title: 'Store response',
    hidden: true,
  }),
  clientTls: createUnsupportedInput('TLS with client or own certificates').meta({
    title: 'Client TLS',
    hidden: true,
  }),
  authenticationConfiguration: createUnsupportedInput('A shared credential').meta({
    title: 'Shared credential',
    hidden: true,
  }),
});

export const requestOutput = z.object({
  status: z.number().int(),
  headers: z
    .record(z.string(), z.union([z.string(), z.array(z.string()).readonly()]))
    .describe('Names as served; a repeated header is a list.'),
  body: z.unknown().describe('Parsed when it is JSON, text otherwise, null when empty.'),
  reason: z.string().describe('The reason phrase; empty when the server sent none.'),
  document: z.null(),
});

export type RequestInput = z.output<typeof requestInput>;
export type RequestOutput = z.output<typeof requestOutput>;
