import { z } from 'zod';
import type { ClusterTopology, DeployedResource } from '../cluster/cluster-answers.ts';

const upperCase = z.string().transform((text) => text.toUpperCase());

/** The answer to `GET /v2/topology`, with the names that the gateway's protocol has for roles and health. */
export const restTopology = z
  .object({
    gatewayVersion: z.string(),
    clusterSize: z.number(),
    partitionsCount: z.number(),
    brokers: z.array(
      z.object({
        nodeId: z.number(),
        version: z.string(),
        partitions: z.array(z.object({ partitionId: z.number(), role: upperCase, health: upperCase })),
      }),
    ),
  })
  .transform((topology): ClusterTopology => topology);

/** Before Camunda 8.8 keys are numbers. */
const key = z.union([z.string(), z.number().transform(String)]);
const common = { tenantId: z.string() };
const fromFile = { ...common, resourceName: z.string() };

const metadata = z.object({
  processDefinition: z
    .object({
      ...fromFile,
      processDefinitionId: z.string(),
      processDefinitionVersion: z.number(),
      processDefinitionKey: key,
    })
    .nullish(),
  decisionDefinition: z
    .object({ ...common, decisionDefinitionId: z.string(), version: z.number(), decisionDefinitionKey: key })
    .nullish(),
  decisionRequirements: z
    .object({
      ...fromFile,
      decisionRequirementsId: z.string(),
      version: z.number(),
      decisionRequirementsKey: key,
    })
    .nullish(),
  form: z.object({ ...fromFile, formId: z.string(), version: z.number(), formKey: key }).nullish(),
  resource: z
    .object({ ...fromFile, resourceId: z.string(), version: z.number(), resourceKey: key })
    .nullish(),
});

function listResources(deployed: z.output<typeof metadata>): readonly DeployedResource[] {
  const { processDefinition, decisionDefinition, decisionRequirements, form, resource } = deployed;
  const found: DeployedResource[] = [];
  if (processDefinition) {
    const { processDefinitionId: id, processDefinitionVersion: version, ...facts } = processDefinition;
    const { processDefinitionKey, resourceName, tenantId } = facts;
    found.push({ kind: 'process', id, version, key: processDefinitionKey, resourceName, tenantId });
  }
  if (decisionDefinition) {
    const { decisionDefinitionId: id, version, decisionDefinitionKey, tenantId } = decisionDefinition;
    found.push({
      kind: 'decision',
      id,
      version,
      key: decisionDefinitionKey,
      resourceName: undefined,
      tenantId,
    });
  }
  if (decisionRequirements) {
    const { decisionRequirementsId: id, decisionRequirementsKey, ...facts } = decisionRequirements;
    found.push({ kind: 'decision requirements', id, key: decisionRequirementsKey, ...facts });
  }
  if (form) {
    const { formId: id, formKey, ...facts } = form;
    found.push({ kind: 'form', id, key: formKey, ...facts });
  }
  if (resource) {
    const { resourceId: id, resourceKey, ...facts } = resource;
    found.push({ kind: 'resource', id, key: resourceKey, ...facts });
  }
  return found;
}

/** The answer to `POST /v2/deployments`, each resource in one shape. */
export const restDeployment = z
  .object({ deployments: z.array(metadata) })
  .transform(({ deployments }) => deployments.flatMap(listResources));
