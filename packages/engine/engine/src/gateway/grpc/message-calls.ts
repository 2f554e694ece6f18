import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type { GatewayContext } from './gateway-context.ts';
import { checkKey, parseVariables } from './request-checks.ts';
import { publishMessageRequest, resolveIncidentRequest } from './request-messages.ts';
import { acceptedOrThrow } from './status-error.ts';
import { toUnaryHandler } from './unary-handler.ts';

/** What wakes an instance that waits: a message, or the end of an incident. */
export function createMessageCalls({ core, tenants }: GatewayContext): UntypedServiceImplementation {
  return {
    PublishMessage: toUnaryHandler(publishMessageRequest, ({ timeToLive, tenantId, ...request }) =>
      acceptedOrThrow(
        core.publishMessage({
          ...request,
          variables: parseVariables(request.variables),
          tenantId: tenants.check('PublishMessage', tenantId),
          timeToLiveMs: timeToLive,
        }),
      ),
    ),
    ResolveIncident: toUnaryHandler(resolveIncidentRequest, ({ incidentKey }) => {
      acceptedOrThrow(core.resolveIncident(checkKey(incidentKey)));
      return {};
    }),
  };
}
