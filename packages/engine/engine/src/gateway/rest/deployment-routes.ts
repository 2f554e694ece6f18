import type { FastifyInstance } from 'fastify';
import type { Deployment, EngineCore } from '../../core/commands.ts';
import type { CheckTenant } from './check-tenant.ts';
import { acceptedOrProblem } from './json-body.ts';
import { readDeployment } from './read-deployment.ts';

const nothing = {
  processDefinition: null,
  decisionDefinition: null,
  decisionRequirements: null,
  form: null,
  resource: null,
} as const;

const describeDeployment = (deployment: Deployment) => ({
  deploymentKey: deployment.key,
  tenantId: deployment.tenantId,
  deployments: [
    ...deployment.processes.map(({ bpmnProcessId, version, ...process }) => ({
      ...nothing,
      processDefinition: {
        processDefinitionId: bpmnProcessId,
        processDefinitionVersion: version,
        ...process,
      },
    })),
    ...deployment.decisions.map((decision) => ({
      ...nothing,
      decisionDefinition: {
        decisionDefinitionId: decision.dmnDecisionId,
        version: decision.version,
        name: decision.dmnDecisionName,
        tenantId: decision.tenantId,
        decisionRequirementsId: decision.dmnDecisionRequirementsId,
        decisionDefinitionKey: decision.decisionKey,
        decisionRequirementsKey: decision.decisionRequirementsKey,
      },
    })),
    ...deployment.decisionRequirements.map((requirements) => ({
      ...nothing,
      decisionRequirements: {
        decisionRequirementsId: requirements.dmnDecisionRequirementsId,
        decisionRequirementsName: requirements.dmnDecisionRequirementsName,
        version: requirements.version,
        resourceName: requirements.resourceName,
        tenantId: requirements.tenantId,
        decisionRequirementsKey: requirements.decisionRequirementsKey,
      },
    })),
    ...deployment.forms.map((form) => ({ ...nothing, form })),
    ...deployment.resources.map((resource) => ({ ...nothing, resource })),
  ],
});

/** The deployment endpoint of the Camunda 8 REST API. */
export function addDeploymentRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'deploy'>,
  checkTenant: CheckTenant,
): void {
  server.post('/v2/deployments', async (request) => {
    const { resources, tenantId } = await readDeployment(request);
    const tenant = checkTenant('Deploy Resources', tenantId);
    return describeDeployment(acceptedOrProblem(await core.deploy({ resources, tenantId: tenant })));
  });
}
