import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { DEFAULT_TENANT } from '../tenant-check.ts';
import type { GatewayContext } from './gateway-context.ts';
import { deleteResourceRequest, deployProcessRequest, deployResourceRequest } from './request-messages.ts';
import { acceptedOrThrow } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

export function createDeploymentCalls({ core, tenants }: GatewayContext): UntypedServiceImplementation {
  return {
    DeployResource: createUnaryHandler(deployResourceRequest, async ({ resources, tenantId }) => {
      const tenant = tenants.check('DeployResource', tenantId);
      const deployment = acceptedOrThrow(await core.deploy({ resources, tenantId: tenant }));
      return {
        key: deployment.key,
        deployments: [
          ...deployment.processes.map((process) => ({ process })),
          ...deployment.decisions.map((decision) => ({ decision })),
          ...deployment.decisionRequirements.map((decisionRequirements) => ({ decisionRequirements })),
          ...deployment.forms.map((form) => ({ form })),
        ],
        tenantId: deployment.tenantId,
      };
    }),
    DeleteResource: createUnaryHandler(deleteResourceRequest, ({ resourceKey }) => {
      acceptedOrThrow(core.deleteResource({ resourceKey }));
      return { resourceKey };
    }),
    DeployProcess: createUnaryHandler(deployProcessRequest, async ({ processes }) => {
      const resources = processes.map(({ name, definition }) => ({ name, content: definition }));
      const deployment = acceptedOrThrow(await core.deploy({ resources, tenantId: DEFAULT_TENANT }));
      return { key: deployment.key, processes: deployment.processes };
    }),
  };
}
