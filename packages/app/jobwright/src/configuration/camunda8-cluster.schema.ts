import { z } from 'zod';
import { clusterKeys } from './cluster-keys.schema.ts';

/** A cluster of Camunda 8. Missing settings come from the variables of `@camunda8/sdk`. */
export const camunda8ClusterSchema = z.strictObject({
  ...clusterKeys,
  kind: z
    .literal('camunda8')
    .optional()
    .describe('Kind of engine: camunda8, or camunda7 for Camunda 7 and Operaton')
    .default('camunda8'),
  grpcAddress: z
    .string()
    .regex(/^grpcs?:\/\/\S+$/, 'Expected grpc://host:port or grpcs://host:port')
    .describe('gRPC address of the cluster: grpc://host:port or, with TLS, grpcs://host:port')
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
    .strictObject({
      clusterId: z.string().min(1).describe('Cluster ID, as its page in the Console shows it'),
      region: z.string().min(1).describe('Region of the cluster, such as bru-2'),
    })
    .describe('A cluster of Camunda SaaS, instead of the addresses')
    .optional(),
  physicalTenant: z
    .string()
    .regex(/^[a-z0-9]{1,64}$/, 'Expected 1 to 64 lower-case letters and digits')
    .describe(
      'Physical tenant of the cluster whose jobs are processed, from Camunda 8.10 on; default: default',
    )
    .optional(),
});

export type Camunda8ClusterConfiguration = z.output<typeof camunda8ClusterSchema>;
