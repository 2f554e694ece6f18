import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type { GatewayContext } from './gateway-context.ts';
import { checkKey, parseVariables } from './request-checks.ts';
import { evaluateConditionalRequest } from './request-messages.ts';
import { acceptedOrThrow } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

/** The call that starts instances at conditional start events. */
export function createConditionalCalls({ core, tenants }: GatewayContext): UntypedServiceImplementation {
  return {
    EvaluateConditional: createUnaryHandler(
      evaluateConditionalRequest,
      ({ processDefinitionKey, tenantId, variables }) => {
        const { key, ...evaluation } = acceptedOrThrow(
          core.evaluateConditions({
            variables: parseVariables(variables),
            tenantId: tenants.check('EvaluateConditional', tenantId),
            ...(processDefinitionKey !== undefined &&
              processDefinitionKey !== '0' && { processDefinitionKey: checkKey(processDefinitionKey) }),
          }),
        );
        return { conditionalEvaluationKey: key, ...evaluation };
      },
    ),
  };
}
