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

/** Which machines connectors may reach, and how. */
export const networkSchema = z.strictObject({
  mode: z
    .enum(['open', 'hardened'])
    .describe('hardened: only the public internet can be reached; default: open')
    .optional(),
  deny: rules.describe('Targets that are never reached').optional(),
  allow: rules.describe('If set, only these targets are reached').optional(),
  allowPrivate: rules.describe('Private targets that are reached in hardened mode').optional(),
  proxyResolves: z
    .boolean()
    .describe('Proxies get host names, and decide which addresses are reached; default: false')
    .optional(),
  limits: limitsByOrigin
    .describe('Rates, concurrency and circuit breakers by origin (https://host), host name or pattern')
    .optional(),
  databases: databasesSchema
    .describe('Files and sockets for databases, by postgres://host:port or mysql://host:port')
    .optional(),
});

export type NetworkConfiguration = z.output<typeof networkSchema>;
