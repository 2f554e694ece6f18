import { expressionVersions } from '@jobwright/runtime';
import { z } from 'zod';
import { clusterSchema, clustersSchema } from './cluster.schema.ts';
import { credential } from './credential.ts';
import { networkSchema } from './network.schema.ts';
import { secretsSchema } from './secrets.schema.ts';

const count = z.number().int().min(1);
const folder = z.string().min(1);

/** All that the service can be told, each by one name in file, variable and option. Unknown keys are refused. */
export const configurationSchema = z.strictObject({
  cluster: clusterSchema.prefault({}),
  clusters: clustersSchema
    .describe('Several clusters, each with a name and the keys of cluster; instead of cluster')
    .optional(),
  connectors: z
    .strictObject({
      bundled: z
        .array(z.string())
        .describe('Job types of the bundled connectors that run; [] for none')
        .meta({ option: true })
        .optional(),
      disabled: z
        .array(z.string())
        .describe('Job types of the bundled connectors that do not run')
        .default([]),
      jobTypes: z
        .record(z.string(), z.string().regex(/^\S+$/))
        .describe('Job type to the one to run under instead, for hybrid templates')
        .default({}),
      modules: z
        .array(z.string())
        .describe('Packages, folders and modules that further connectors come from')
        .meta({ option: true })
        .default([]),
      isolated: z
        .union([z.boolean(), z.array(z.string())], {
          error: 'Expected true, false, or a list of packages and paths as in modules',
        })
        .describe('true: each package or module of modules runs in a worker of its own; or those of a list')
        .default(false),
      isolatedMemoryMb: count
        .describe('Memory that such a worker may take for JavaScript; it is ended beyond')
        .default(256),
      isolatedStallSeconds: z
        .number()
        .positive()
        .max(86_400)
        .describe(
          'Such a worker that gives no sign of life for so long, with jobs at work, is ended; so is jobwright run or dev',
        )
        .default(30),
    })
    .prefault({}),
  jobs: z
    .strictObject({
      maxConcurrent: count
        .describe('Jobs worked on at a time, all connectors together; runtime default 256')
        .optional(),
      maxPerConnector: z
        .union([count, z.record(z.string(), count)], {
          error: 'Expected a whole number from 1 on, or one for each job type',
        })
        .describe('Jobs held at a time for one connector, or by job type; runtime default 128')
        .optional(),
      maxHeldBytes: count
        .describe('Bytes of variables and headers of all jobs held at a time; runtime default 50,000,000')
        .optional(),
      streams: z
        .enum(['auto', 'off'])
        .describe('auto: the cluster pushes jobs as they come, where it can; off: polls alone')
        .default('auto'),
      maxDurationSeconds: z
        .number()
        .positive()
        .describe('The longest a job may take without a header jobTimeout')
        .default(300),
      maxRetryDelaySeconds: z
        .number()
        .positive()
        .describe(
          'The longest wait that a Retry-After, jobError or the FEEL of retryBackoff may ask for; runtime default a day',
        )
        .optional(),
      drainTimeoutSeconds: z
        .number()
        .positive()
        .max(86_400)
        .describe('For running jobs to end after SIGTERM; the rest is handed back')
        .meta({ option: true })
        .default(20),
      idempotencyNamespace: z
        .string()
        .describe('Put before every idempotency key; set it where receivers outlive clusters')
        .optional(),
    })
    .prefault({}),
  expressions: z
    .strictObject({
      version: z
        .enum(expressionVersions)
        .describe('The Camunda whose FEEL evaluates result and error expressions; runtime default 8.10')
        .optional(),
    })
    .prefault({}),
  secrets: secretsSchema.prefault({}),
  state: z
    .strictObject({
      directory: folder
        .describe('Where it is noted which jobs are at work, so that one that ends the process is found')
        .optional(),
    })
    .prefault({}),
  effects: z
    .strictObject({
      folder: folder
        .describe('Where it is noted what was sent, so that a crash does not send it twice')
        .optional(),
    })
    .prefault({}),
  documents: z
    .strictObject({
      folder: folder.describe('Keep documents in this folder instead of the cluster').optional(),
      maxExternalBytes: count
        .describe('Of a document that a job gives by its URL; runtime default 50,000,000')
        .optional(),
    })
    .prefault({}),
  network: networkSchema.prefault({}),
  http: z
    .strictObject({
      host: z.string().min(1).describe('0.0.0.0 in a container').default('127.0.0.1'),
      port: z
        .number()
        .int()
        .min(0)
        .max(65_535)
        .describe('Of probes, metrics and the admin API; left out: none is opened')
        .meta({ option: true })
        .optional(),
      adminToken: credential.describe('Opens the admin API to who shows it').optional(),
    })
    .prefault({}),
  traces: z
    .strictObject({
      endpoint: z
        .url()
        .describe('An OpenTelemetry collector that takes OTLP over HTTP')
        .meta({ variable: 'OTEL_EXPORTER_OTLP_ENDPOINT' })
        .optional(),
      serviceName: z.string().min(1).meta({ variable: 'OTEL_SERVICE_NAME' }).default('jobwright'),
      variable: z
        .string()
        .min(1)
        .describe('Process variable with the trace context to go on with')
        .optional(),
      writeVariable: z
        .boolean()
        .describe('A job that completes writes its trace context into that variable, for the next one')
        .default(false),
      propagateTo: z
        .array(z.string().min(1))
        .describe('Machines that get traceparent with a call, as rules of network; [] for none; default all')
        .optional(),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    })
    .prefault({}),
});

export type Configuration = z.output<typeof configurationSchema>;
