import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type { GatewayContext } from './gateway-context.ts';
import { checkKey, parseVariables } from './request-checks.ts';
import { migrateProcessInstanceRequest, modifyProcessInstanceRequest } from './request-messages.ts';
import { acceptedOrThrow } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

/** Keys from 1 on are keys; 0 and -1 say that none is given. */
const givenKey = (key: string): string | undefined => (BigInt(key) > 0n ? key : undefined);

/** The calls that repair running instances. */
export function createInstanceChangeCalls({ core }: GatewayContext): UntypedServiceImplementation {
  return {
    MigrateProcessInstance: createUnaryHandler(
      migrateProcessInstanceRequest,
      ({ processInstanceKey, migrationPlan }) => {
        acceptedOrThrow(
          core.migrateInstance({
            processInstanceKey: checkKey(processInstanceKey),
            targetProcessDefinitionKey: migrationPlan?.targetProcessDefinitionKey ?? '0',
            mappingInstructions: migrationPlan?.mappingInstructions ?? [],
          }),
        );
        return {};
      },
    ),
    ModifyProcessInstance: createUnaryHandler(modifyProcessInstanceRequest, (request) => {
      const activateInstructions = request.activateInstructions.map((instruction) => {
        const ancestor = givenKey(instruction.ancestorElementInstanceKey);
        return {
          elementId: instruction.elementId,
          variableInstructions: instruction.variableInstructions.map(({ variables, scopeId }) => ({
            variables: parseVariables(variables),
            scopeId,
          })),
          ...(ancestor !== undefined && { ancestorElementInstanceKey: ancestor }),
        };
      });
      const terminateInstructions = request.terminateInstructions.map(({ elementInstanceKey }) => {
        const key = givenKey(elementInstanceKey);
        return key === undefined ? {} : { elementInstanceKey: key };
      });
      acceptedOrThrow(
        core.modifyInstance({
          processInstanceKey: checkKey(request.processInstanceKey),
          activateInstructions,
          terminateInstructions,
        }),
      );
      return {};
    }),
  };
}
