import { z } from 'zod';

/** The answer of a gateway about its cluster. */
export const clusterTopology = z.object({
  gatewayVersion: z.string(),
  clusterSize: z.number(),
  partitionsCount: z.number(),
  brokers: z.array(
    z.object({
      nodeId: z.number(),
      version: z.string(),
      partitions: z.array(z.object({ partitionId: z.number(), role: z.string(), health: z.string() })),
    }),
  ),
});

/**
 * Version, brokers and partitions of a cluster, as its gateway sees them. `role` and `health` are names of
 * the protocol, e.g. `LEADER`, `HEALTHY`.
 */
export type ClusterTopology = z.output<typeof clusterTopology>;

/**
 * A process, decision, form or other resource that was deployed; a DMN file gives its decisions and their
 * requirements.
 */
export interface DeployedResource {
  readonly kind: 'process' | 'decision' | 'decision requirements' | 'form' | 'resource';
  /** The id in the model. */
  readonly id: string;
  /** From 1; the same as before when the resource has not changed. */
  readonly version: number;
  /** A decimal string. */
  readonly key: string;
  /** The file that it comes from; `undefined` for a decision, whose requirements have it. */
  readonly resourceName: string | undefined;
  readonly tenantId: string;
}

const common = { version: z.number(), tenantId: z.string() };
const fromFile = { ...common, resourceName: z.string() };

const deployed = z.union([
  z
    .object({
      process: z.object({ ...fromFile, bpmnProcessId: z.string(), processDefinitionKey: z.string() }),
    })
    .transform(
      ({ process: { bpmnProcessId: id, processDefinitionKey: key, ...facts } }): DeployedResource => {
        return { kind: 'process', id, key, ...facts };
      },
    ),
  z
    .object({ decision: z.object({ ...common, dmnDecisionId: z.string(), decisionKey: z.string() }) })
    .transform(({ decision: { dmnDecisionId: id, decisionKey: key, ...facts } }): DeployedResource => {
      return { kind: 'decision', id, key, resourceName: undefined, ...facts };
    }),
  z
    .object({
      decisionRequirements: z.object({
        ...fromFile,
        dmnDecisionRequirementsId: z.string(),
        decisionRequirementsKey: z.string(),
      }),
    })
    .transform(({ decisionRequirements }): DeployedResource => {
      const { dmnDecisionRequirementsId: id, decisionRequirementsKey: key, ...facts } = decisionRequirements;
      return { kind: 'decision requirements', id, key, ...facts };
    }),
  z
    .object({ form: z.object({ ...fromFile, formId: z.string(), formKey: z.string() }) })
    .transform(({ form: { formId: id, formKey: key, ...facts } }): DeployedResource => {
      return { kind: 'form', id, key, ...facts };
    }),
]);

/** The answer to a deployment, each resource in one shape. */
export const deployment = z.object({ deployments: z.array(deployed) });
