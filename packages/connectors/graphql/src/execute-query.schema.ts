import { isJsonObject, type JsonValue } from '@jobwright/connector-sdk';
import {
  createCredentialMerge,
  cursorPages,
  httpResultOutput,
  idempotencyHeaderInput,
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
  headersInput,
  optionalTextInput,
  requiredTextInput,
  urlInput,
} from '@jobwright/http-client';
import { z } from 'zod';

const methodInput = z.preprocess(
  (value) => (typeof value === 'string' ? value.toLowerCase() : value),
  z.enum(['post', 'get'], { error: 'Expected post or get' }),
);

const variable = requiredTextInput.meta({
  title: 'Variable',
  description: 'Of the query, for the cursor or the number of the next page.',
});

const graphql = z.object({
  method: methodInput.meta({
    title: 'Method',
    description: 'Mutations need POST.',
    group: 'endpoint',
    value: 'post',
    choices: { post: 'POST', get: 'GET' },
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
    placeholder: '={"Accept-Language": "en"}',
  }),
  query: requiredTextInput.meta({ title: 'Query or mutation', group: 'graphql', multiline: true }),
  variables: z
    .custom<JsonValue>((value) => value === null || isJsonObject(value), {
      error: 'Expected a map (FEEL context)',
    })
    .optional()
    .meta({
      title: 'Variables',
      description: 'A map, for the variables of the query.',
      group: 'graphql',
      feel: 'required',
      placeholder: '={id: orderId}',
    }),
  operationName: optionalTextInput.meta({
    title: 'Operation name',
    description: 'Which operation to execute, when the query has several.',
    group: 'advanced',
  }),
  storeResponse: storeResponseInput,
  ...timeoutInputs,
});

const inputs = z.object({
  authentication: authenticationInput.nullish(),
  authenticationConfiguration: sharedCredentialInput,
  clientTls: clientTlsInput.nullish(),
  graphql,
  idempotencyHeader: idempotencyHeaderInput.meta({
    showWhen: { 'graphql.method': ['post'] },
  }),
  documentReturnFormat: responseFormatInput.nullish(),
  pagination: z
    .discriminatedUnion('type', [
      noPages,
      cursorPages.extend({ parameter: variable }),
      numberedPages.extend({ parameter: variable }),
    ])
    .meta(PAGES_METADATA)
    .nullish(),
});

const fillUrl = createCredentialMerge({ within: 'graphql' });

/**
 * In versions 1 to 3 of the official template the bearer token is separate from the rest of the
 * authentication.
 */
function fillToken(variables: unknown): unknown {
  if (!isJsonObject(variables)) return variables;
  const { authentication, graphql: query } = variables;
  if (!isJsonObject(authentication) || authentication['type'] !== 'bearer' || !isJsonObject(query))
    return variables;
  const early = query['authentication'];
  if (authentication['token'] !== undefined || !isJsonObject(early)) return variables;
  return { ...variables, authentication: { ...authentication, token: early['token'] } };
}

/** The inputs of the official template, with their names, and some of our own. */
export const executeQueryInput = z.preprocess(
  (variables, context) => fillUrl(fillToken(variables), context),
  inputs.superRefine(refusePagesAsText),
);
/**
 * The output for the process: status, headers, body, reason phrase, and the document or pages if there are
 * any.
 */
export const executeQueryOutput = httpResultOutput;

/** The validated inputs of `executeQuery`, with defaults. */
export type ExecuteQueryInput = z.output<typeof executeQueryInput>;
/** The output of `executeQuery`. */
export type ExecuteQueryOutput = z.output<typeof executeQueryOutput>;
