import { toErrorMessage } from '@jobwright/concurrency';
import { limitsByOrigin, parseRule } from '@jobwright/http-client';
import { z } from 'zod';
import { databasesSchema } from './databases.schema.ts';

const rules = z
  .array(z.string().min(1))
  .superRefine((given, context) => {
    for (const rule of given) {
      const message = findProblem(rule);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    }
  })
  .meta({ partedBy: 'commas or blanks' });

function findProblem(rule: string): string | undefined {
  try {
    parseRule(rule);
    return undefined;
  } catch (error) {
    return toErrorMessage(error);
  }
}

/** How connectors may reach other machines. */
export const networkSchema = z.strictObject({
  mode: z.enum(['open', 'hardened']).describe('hardened: only the public internet').optional(),
  deny: rules.describe('Never reached').optional(),
  allow: rules.describe('When there is one, nothing else is reached').optional(),
  allowPrivate: rules.describe('Reached in the hardened mode although not public').optional(),
  proxyResolves: z
    .boolean()
    .describe('Proxies get names, and see to it which addresses are reached')
    .optional(),
  limits: limitsByOrigin.describe('Rates, concurrency and circuit breakers by origin').optional(),
  databases: databasesSchema
    .describe(
      'By postgres://host:port or mysql://host:port: PEM files caFile, certificateFile, keyFile, and a socket instead of the network',
    )
    .optional(),
});

export type NetworkConfiguration = z.output<typeof networkSchema>;
