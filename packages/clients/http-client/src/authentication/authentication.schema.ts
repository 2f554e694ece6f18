import { z } from 'zod';
import { describeHeaderProblem } from '../describe-header-problem.ts';
import { requiredTextInput, textInput } from '../inputs/text-inputs.ts';
import { clientCredentials, refreshToken } from './oauth.schema.ts';

const noAuth = z.object({ type: z.literal('noAuth').meta({ title: 'None' }) });

/** The official template writes this for a password that is empty on purpose. */
const EMPTY_PASSWORD = 'SPEC_PASSWORD_EMPTY_PATTERN';

const basic = z.object({
  type: z.literal('basic').meta({ title: 'Basic' }),
  username: requiredTextInput.meta({ title: 'Username' }),
  password: textInput
    .nullish()
    .transform((password) => (password === EMPTY_PASSWORD ? '' : (password ?? '')))
    .meta({ title: 'Password', description: 'Use a secret. May be empty.', secret: true }),
});

const bearer = z.object({
  type: z.literal('bearer').meta({ title: 'Bearer token' }),
  token: requiredTextInput
    .refine((token) => describeHeaderProblem(['Authorization', `Bearer ${token}`]) === undefined, {
      error: 'has a line break or a character that HTTP headers cannot carry',
    })
    .meta({ title: 'Bearer token', description: 'Use a secret.', secret: true }),
});

const apiKey = z
  .object({
    type: z.literal('apiKey').meta({ title: 'API key' }),
    apiKeyLocation: z
      .preprocess(
        (value) => (typeof value === 'string' ? value.toLowerCase() : value),
        z.enum(['headers', 'query'], { error: 'Expected headers or query' }),
      )
      .meta({
        title: 'API key location',
        description: 'Send the key as a header or as a query parameter.',
        choices: { headers: 'Headers', query: 'Query parameters' },
        value: 'headers',
      }),
    name: requiredTextInput.meta({
      title: 'API key name',
      description: 'Of the header or query parameter.',
    }),
    value: requiredTextInput.meta({ title: 'API key value', description: 'Use a secret.', secret: true }),
  })
  .superRefine(({ apiKeyLocation, name, value }, context) => {
    if (apiKeyLocation === 'query') return;
    const nameProblem = describeHeaderProblem([name, '']);
    const valueProblem = nameProblem === undefined ? describeHeaderProblem([name, value]) : undefined;
    if (nameProblem !== undefined) context.addIssue({ code: 'custom', path: ['name'], message: nameProblem });
    if (valueProblem !== undefined)
      context.addIssue({ code: 'custom', path: ['value'], message: valueProblem });
  });

const TYPES = 'noAuth, basic, bearer, apiKey, oauth-client-credentials-flow or oauth-refresh-token';

/** The authentication of a request, with the input names of the official templates. */
export const authenticationInput = z
  .discriminatedUnion('type', [noAuth, basic, bearer, apiKey, clientCredentials, refreshToken], {
    error: ({ code }) =>
      code === 'invalid_union' ? `Unknown type; use ${TYPES}` : 'Expected a map with a type',
  })
  .meta({ group: 'authentication', discriminator: { title: 'Type', value: 'noAuth' } });

/** How a request is authenticated; `noAuth`: not at all. */
export type Authentication = z.output<typeof authenticationInput>;
