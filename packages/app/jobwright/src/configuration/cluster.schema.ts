import { z } from 'zod';
import { camunda7ClusterSchema } from './camunda7-cluster.schema.ts';
import { camunda8ClusterSchema } from './camunda8-cluster.schema.ts';
import { clusterName } from './cluster-keys.schema.ts';

/** Address of the cluster and how to connect, by its kind. */
export const clusterSchema = z
  .discriminatedUnion('kind', [camunda8ClusterSchema, camunda7ClusterSchema])
  .superRefine(checkCamunda7);

/** Several clusters: each has a name. */
export const clustersSchema = z
  .array(
    z
      .discriminatedUnion('kind', [
        camunda8ClusterSchema.extend({ name: clusterName }),
        camunda7ClusterSchema.extend({ name: clusterName }),
      ])
      .superRefine(checkCamunda7),
  )
  .min(1)
  .superRefine((clusters, context) => {
    const names = clusters.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) context.addIssue({ code: 'custom', message: `Two clusters are named ${twice}` });
  });

export type ClusterConfiguration = z.output<typeof clusterSchema>;

type AnyCluster = z.output<typeof camunda7ClusterSchema> | z.output<typeof camunda8ClusterSchema>;

function checkCamunda7(cluster: AnyCluster, context: z.RefinementCtx): void {
  if (cluster.kind !== 'camunda7') return;
  const { auth, tenantIds, withoutTenant } = cluster;
  // There is no token URL that could be a default.
  if (auth?.method === 'oidc' && auth.tokenUrl === undefined) {
    const message = 'Expected the token URL of the identity provider';
    context.addIssue({ code: 'custom', path: ['auth', 'tokenUrl'], message });
  }
  if (withoutTenant && tenantIds !== undefined) {
    const message = 'It excludes jobs of tenants, but tenantIds is set: set only one of them';
    context.addIssue({ code: 'custom', path: ['withoutTenant'], message });
  }
}
