import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type { GatewayContext } from './gateway-context.ts';
import { checkKey, parseVariables } from './request-checks.ts';
import { broadcastSignalRequest, publishMessageRequest, resolveIncidentRequest } from './request-messages.ts';
import { acceptedOrThrow } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

/** The calls that let a waiting instance continue: messages, signals and the resolving of incidents. */
export function createMessageCalls({ core, tenants }: GatewayContext): UntypedServiceImplementation {
  return {
    PublishMessage: createUnaryHandler(
      publishMessageRequest,
      ({ timeToLive, tenantId, businessId, ...request }) =>
        acceptedOrThrow(
          core.publishMessage({
            ...request,
            variables: parseVariables(request.variables),
            tenantId: tenants.check('PublishMessage', tenantId),
            timeToLiveMs: timeToLive,
            ...(businessId && { businessId }),
          }),
        ),
    ),
    BroadcastSignal: createUnaryHandler(broadcastSignalRequest, ({ signalName, variables, tenantId }) =>
      acceptedOrThrow(
        core.broadcastSignal({
          signalName,
          variables: parseVariables(variables),
          tenantId: tenants.check('BroadcastSignal', tenantId),
        }),
      ),
    ),
    ResolveIncident: createUnaryHandler(resolveIncidentRequest, ({ incidentKey }) => {
      acceptedOrThrow(core.resolveIncident(checkKey(incidentKey)));
      return {};
    }),
  };
}
