import { expressionVersions } from '@jobwright/runtime';
import { z } from 'zod';
import { clusterSchema, clustersSchema } from './cluster.schema.ts';
import { credential } from './credential.ts';
import { networkSchema } from './network.schema.ts';
import { secretsSchema } from './secrets.schema.ts';

const count = z.number().int().min(1);
const folder = z.string().min(1);
const streamMode = z.enum(['auto', 'on', 'off']);

/**
 * All settings of the service, each with one name in file, variable and option. Unknown keys are rejected.
 */
export const configurationSchema = z.strictObject({
  cluster: clusterSchema.prefault({}),
  clusters: clustersSchema
    .describe('Several clusters, each with a name and the keys of cluster; used instead of cluster')
    .optional(),
  connectors: z
    .strictObject({
      bundled: z
        .array(z.string())
        .describe('Job types of the bundled connectors to run; [] for none')
        .meta({ option: true })
        .optional(),
      disabled: z.array(z.string()).describe('Job types of the bundled connectors not to run').default([]),
      jobTypes: z
        .record(z.string(), z.string().regex(/^\S+$/))
        .describe('Maps a job type to another one to use instead, for hybrid templates')
        .default({}),
      modules: z
        .array(z.string())
        .describe('Packages, folders and modules with additional connectors')
        .meta({ option: true })
        .default([]),
      isolated: z
        .union([z.boolean(), z.array(z.string())], {
          error: 'Expected true, false, or a list of packages and paths as in connectors.modules',
        })
        .describe(
          'true: each package or module in connectors.modules runs in its own worker; a list: only those named',
        )
        .default(false),
      isolatedMemoryMb: count
        .describe('JavaScript heap limit of such a worker, in MB; beyond it the worker is ended')
        .default(256),
      isolatedStallSeconds: z
        .number()
        .positive()
        .max(86_400)
        .describe(
          'A worker with running jobs that does not respond for this long is ended; the same holds for jobwright run and dev',
        )
        .default(30),
    })
    .prefault({}),
  jobs: z
    .strictObject({
      maxConcurrent: count
        .describe('Jobs processed at the same time, over all connectors; default 256')
        .optional(),
      maxPerConnector: z
        .union([count, z.record(z.string(), count)], {
          error: 'Expected a positive whole number, or one for each job type',
        })
        .describe('Jobs held at the same time for one connector, or by job type; default 128')
        .optional(),
      maxHeldBytes: count
        .describe('Bytes of variables and headers of all jobs held at the same time; default 50,000,000')
        .optional(),
      streams: z
        .union([streamMode, z.record(z.string(), streamMode)], {
          error: 'Expected auto, on or off, or one of them for each job type',
        })
        .describe(
          'auto: the cluster pushes jobs where it supports that, unless they have priorities; on: always; off: polling only; or one by job type',
        )
        .default('auto'),
      lease: z
        .enum(['off', 'on'])
        .describe(
          'on: only the answer of the latest delivery counts; a leased job never goes to workers without leases again (Camunda 8.10)',
        )
        .default('off'),
      maxDurationSeconds: z
        .number()
        .positive()
        .describe('How long a job without the header jobTimeout may take')
        .default(300),
      maxRetryDelaySeconds: z
        .number()
        .positive()
        .describe(
          'Longest wait that Retry-After, jobError or the FEEL expression of retryBackoff may request, and longest time in all that a job waits for rate limits without spending a retry; default 1 day',
        )
        .optional(),
      drainTimeoutSeconds: z
        .number()
        .positive()
        .max(86_400)
        .describe('How long running jobs may take to finish after SIGTERM; the rest are handed back')
        .meta({ option: true })
        .default(20),
      idempotencyNamespace: z
        .string()
        .describe('Prefix of every idempotency key; set it if receivers outlive the cluster')
        .optional(),
    })
    .prefault({}),
  expressions: z
    .strictObject({
      version: z
        .enum(expressionVersions)
        .describe('Camunda version whose FEEL evaluates result and error expressions; default 8.10')
        .optional(),
    })
    .prefault({}),
  secrets: secretsSchema.prefault({}),
  state: z
    .strictObject({
      directory: folder
        .describe('Folder that records running jobs, so that a job that ends the process is identified')
        .meta({ needsRestart: true })
        .optional(),
    })
    .prefault({}),
  effects: z
    .strictObject({
      folder: folder
        .describe('Folder that records sent effects, so that they are not sent twice after a crash')
        .optional(),
    })
    .prefault({}),
  documents: z
    .strictObject({
      folder: folder.describe('Store documents in this folder instead of in the cluster').optional(),
      maxExternalBytes: count
        .describe('Maximum size of a document that a job gives by URL; default 50,000,000')
        .optional(),
    })
    .prefault({}),
  network: networkSchema.prefault({}),
  http: z
    .strictObject({
      host: z
        .string()
        .min(1)
        .describe('Address to listen on; use 0.0.0.0 in a container')
        .meta({ needsRestart: true })
        .default('127.0.0.1'),
      port: z
        .number()
        .int()
        .min(0)
        .max(65_535)
        .describe('Port for probes, metrics and the admin API; if not set, none is opened')
        .meta({ option: true, needsRestart: true })
        .optional(),
      adminToken: credential
        .describe('Bearer token that grants access to the admin API')
        .meta({ needsRestart: true })
        .optional(),
    })
    .prefault({}),
  traces: z
    .strictObject({
      endpoint: z
        .url()
        .describe('URL of an OpenTelemetry collector that accepts OTLP over HTTP')
        .meta({ variable: 'OTEL_EXPORTER_OTLP_ENDPOINT', needsRestart: true })
        .optional(),
      serviceName: z
        .string()
        .min(1)
        .describe('Name of the service in traces')
        .meta({ variable: 'OTEL_SERVICE_NAME', needsRestart: true })
        .default('jobwright'),
      variable: z
        .string()
        .min(1)
        .describe('Process variable that holds the trace context to continue')
        .optional(),
      writeVariable: z
        .boolean()
        .describe('Whether a completed job writes its trace context to that variable for the next job')
        .default(false),
      propagateTo: z
        .array(z.string().min(1))
        .describe(
          'Hosts that receive traceparent with a call, as rules like those of network; [] for none; default all',
        )
        .optional(),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z
        .enum(['debug', 'info', 'warn', 'error', 'silent'])
        .describe('What is logged: lines of this level and above')
        .default('info'),
    })
    .prefault({}),
});

export type Configuration = z.output<typeof configurationSchema>;
