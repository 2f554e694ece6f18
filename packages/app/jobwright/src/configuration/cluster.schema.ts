import { z } from 'zod';
import { credential } from './credential.ts';

const authentication = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('none') }),
  z.strictObject({ method: z.literal('basic'), username: z.string().min(1), password: credential }),
  z.strictObject({
    method: z.literal('oidc'),
    clientId: z.string().min(1),
    clientSecret: credential,
    tokenUrl: z.url().describe('Default: the token URL of Camunda SaaS').optional(),
    audience: z.string().optional(),
    scope: z.string().optional(),
  }),
]);

const clusterName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Expected lower-case letters, digits and -');

/** Address of the cluster and how to connect. Missing settings come from the variables of `@camunda8/sdk`. */
export const clusterSchema = z.strictObject({
  name: clusterName.describe('Name in logs, metrics, health and checks').default('default'),
  kind: z.literal('camunda8').describe('Kind of cluster').default('camunda8'),
  grpcAddress: z
    .string()
    .regex(/^grpcs?:\/\/\S+$/, 'Expected grpc://host:port or grpcs://host:port')
    .describe('grpc:// or, with TLS, grpcs://')
    .optional(),
  restAddress: z
    .url()
    .describe('REST API of the cluster, used for documents, and for jobs with transport rest')
    .optional(),
  transport: z
    .enum(['auto', 'grpc', 'rest'])
    .describe('How jobs come; auto: over gRPC, unless restAddress is the only address that is set')
    .default('auto'),
  saas: z
    .strictObject({ clusterId: z.string().min(1), region: z.string().min(1) })
    .describe('A cluster of Camunda SaaS, instead of the addresses')
    .optional(),
  auth: authentication.optional(),
  tls: z
    .strictObject({
      caFile: z.string().min(1).describe('PEM file of the certificate authority to trust').optional(),
      certificateFile: z.string().min(1).describe('PEM file of our client certificate (mTLS)').optional(),
      keyFile: z.string().min(1).describe('PEM file of its private key').optional(),
    })
    .refine(({ certificateFile, keyFile }) => (certificateFile === undefined) === (keyFile === undefined), {
      error: 'certificateFile and keyFile must be set together',
    })
    .optional(),
  tenantIds: z.array(z.string().min(1)).min(1).describe('Tenants whose jobs are processed').optional(),
  physicalTenant: z
    .string()
    .regex(/^[a-z0-9]{1,64}$/, 'Expected 1 to 64 lower-case letters and digits')
    .describe(
      'Physical tenant of the cluster whose jobs are processed, from Camunda 8.10 on; default: default',
    )
    .optional(),
  connectTimeoutSeconds: z
    .union([z.number().positive(), z.literal('forever')], {
      error: 'Expected a number of seconds greater than 0, or forever',
    })
    .describe('How long to wait for the cluster at start')
    .default(10),
});

/** Several clusters: each has a name. */
export const clustersSchema = z
  .array(clusterSchema.extend({ name: clusterName }))
  .min(1)
  .superRefine((clusters, context) => {
    const names = clusters.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) context.addIssue({ code: 'custom', message: `Two clusters are named ${twice}` });
  });

export type ClusterConfiguration = z.output<typeof clusterSchema>;
