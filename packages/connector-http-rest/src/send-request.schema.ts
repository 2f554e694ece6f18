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
    .meta({ title: 'Response format' }),
});

/** The inputs of the official template, by their names. */
export const requestInput = z.object({
  method: methodInput.meta({ title: 'Method' }),
  url: urlInput.meta({ title: 'URL', description: 'Starts with http:// or https://.' }),
  authentication: authenticationInput.nullish(),
  headers: headersInput
    .nullish()
    .meta({ title: 'Headers', description: 'A map; a list repeats the header, null is an empty value.' }),
  queryParameters: textMapInput.nullish().meta({
    title: 'Query parameters',
    description: 'A map, added to those in the URL; a list repeats the name.',
  }),
  body: z.unknown().optional().meta({
    title: 'Body',
    description: 'A map or list is sent as JSON, text as it is. For POST, PUT and PATCH.',
  }),
  ignoreNullValues: flagInput
    .default(false)
    .meta({ title: 'Ignore null values', description: 'Leaves out fields of the body that are null.' }),
  connectionTimeoutInSeconds: secondsInput.default(DEFAULT_TIMEOUT_SECONDS).meta({
    title: 'Connection timeout in seconds',
    description: '0 is no limit but the deadline of the job.',
  }),
  readTimeoutInSeconds: secondsInput
    .default(DEFAULT_TIMEOUT_SECONDS)
    .meta({ title: 'Read timeout in seconds', description: '0 is no limit but the deadline of the job.' }),
  followRedirects: flagInput.default(false).meta({ title: 'Follow redirects' }),
  skipEncoding: flagInput
    .default(false)
    .meta({ title: 'Skip URL encoding', description: 'Sends the URL exactly as it is written.' }),
  documentReturnFormat: documentReturnFormat.nullish(),
  storeResponse: createUnsupportedInput('Storing the response as a document').meta({
    title: 'Store response',
  }),
  clientTls: createUnsupportedInput('TLS with client or own certificates').meta({ title: 'Client TLS' }),
  authenticationConfiguration: createUnsupportedInput('A shared credential').meta({
    title: 'Shared credential',
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
