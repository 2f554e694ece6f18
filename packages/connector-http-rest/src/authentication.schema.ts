import { describeHeaderProblem } from '@jobwright/http-client';
import { z } from 'zod';
import { textInput } from './input-schemas.ts';

const requiredText = textInput.pipe(z.string().min(1, { error: 'must not be empty' }));

const noAuth = z.object({ type: z.literal('noAuth').meta({ title: 'None' }) });

const basic = z.object({
  type: z.literal('basic').meta({ title: 'Basic' }),
  username: requiredText.meta({ title: 'Username' }),
  password: textInput
    .optional()
    .meta({ title: 'Password', description: 'Use a secret. May be empty.', secret: true }),
});

const bearer = z.object({
  type: z.literal('bearer').meta({ title: 'Bearer token' }),
  token: requiredText
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
    name: requiredText.meta({ title: 'API key name', description: 'Of the header or query parameter.' }),
    value: requiredText.meta({ title: 'API key value', description: 'Use a secret.', secret: true }),
  })
  .superRefine(({ apiKeyLocation, name, value }, context) => {
    if (apiKeyLocation === 'query') return;
    const nameProblem = describeHeaderProblem([name, '']);
    const valueProblem = nameProblem === undefined ? describeHeaderProblem([name, value]) : undefined;
    if (nameProblem !== undefined) context.addIssue({ code: 'custom', path: ['name'], message: nameProblem });
    if (valueProblem !== undefined)
      context.addIssue({ code: 'custom', path: ['value'], message: valueProblem });
  });

const NOT_YET: readonly unknown[] = ['oauth-client-credentials-flow', 'oauth-refresh-token'];

const toTypeProblem = (input: unknown): string => {
  const type = typeof input === 'object' && input !== null && 'type' in input ? input.type : undefined;
  const choice = 'use noAuth, basic, bearer or apiKey';
  return NOT_YET.includes(type)
    ? `${String(type)} is not supported yet; ${choice}`
    : `Unknown type; ${choice}`;
};

/** How the request proves who sends it; the inputs of the official template. */
export const authenticationInput = z
  .discriminatedUnion('type', [noAuth, basic, bearer, apiKey], {
    error: ({ code, input }) =>
      code === 'invalid_union' ? toTypeProblem(input) : 'Expected a map with a type',
  })
  .meta({ group: 'authentication', discriminator: { title: 'Type', value: 'noAuth' } });

export type Authentication = z.output<typeof authenticationInput>;
