import { z } from 'zod';

/** What a gateway says of its cluster. */
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

export type ClusterTopology = z.output<typeof clusterTopology>;

export interface DeployedResource {
  readonly kind: 'process' | 'decision' | 'decision requirements' | 'form';
  readonly id: string;
  readonly version: number;
  readonly key: string;
  /** File it comes from; a decision has none, its requirements have. */
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
