import { z } from 'zod';
import { clusterKeys } from './cluster-keys.schema.ts';

const address = z
  .url({ protocol: /^https?$/, error: 'Expected an address such as http://localhost:8080/engine-rest' })
  .refine((url) => !/[?#@]/.test(url), 'Expected an address without credentials, query and fragment');
const text = z.string().min(1);
const topics = z.union([text, z.array(text).min(1)], { error: 'Expected a topic, or a list of topics' });

/** An engine of Camunda 7 or Operaton. Nothing comes from the variables of `@camunda8/sdk`. */
export const camunda7ClusterSchema = z.strictObject({
  ...clusterKeys,
  kind: z.literal('camunda7').describe('Kind of engine: camunda7 for Camunda 7 and Operaton'),
  url: z
    .union([address, z.array(address).min(1)], {
      error: 'Expected the address of the REST API, such as http://localhost:8080/engine-rest, or a list',
    })
    .describe('REST API of the engine, such as http://localhost:8080/engine-rest; a list: its nodes'),
  engine: z
    .string()
    .regex(/^[\w.-]+$/, 'Expected the name of an engine')
    .describe('Name of the engine behind that API; default: its default engine')
    .optional(),
  withoutTenant: z.boolean().describe('Whether only jobs without a tenant are processed').default(false),
  topics: z
    .record(z.string(), topics)
    .describe('The topics of a job type, if they have other names than the job type')
    .default({}),
  processDefinitionKeys: z
    .array(text)
    .min(1)
    .describe('Ids of the processes whose jobs are processed; default: all')
    .optional(),
  processDefinitionVersionTag: text
    .describe('Version tag of the processes whose jobs are processed; default: any')
    .optional(),
  lockDurationSeconds: z
    .number()
    .positive()
    .max(86_400)
    .describe('How long a job is locked without a sign of life; extended while it runs')
    .default(60),
  jsonVariables: z
    .boolean()
    .describe('Whether the engine knows variables of the type Json; default: it is asked')
    .optional(),
  maxTextCharacters: z
    .number()
    .int()
    .positive()
    .describe(
      'Characters of a String variable that its database takes; longer texts become objects. Oracle: 2000',
    )
    .default(4_000),
  maxDocumentBytes: z
    .number()
    .int()
    .positive()
    .describe('The largest document that is stored in the engine')
    .default(20_971_520),
  workerName: text
    .describe('Name of this service in the locks of the engine; default: jobwright-HOST')
    .optional(),
});

export type Camunda7ClusterConfiguration = z.output<typeof camunda7ClusterSchema>;
