import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type {
  AncestorScope,
  MoveInstruction,
  TerminateInstruction,
  VariableInstruction,
} from '../../core/modify/modify-types.ts';
import type { GatewayContext } from './gateway-context.ts';
import { checkKey, parseVariables } from './request-checks.ts';
import {
  assignBusinessIdRequest,
  migrateProcessInstanceRequest,
  type ModifyProcessInstanceRequest,
  modifyProcessInstanceRequest,
} from './request-messages.ts';
import { acceptedOrThrow } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

/** Keys from 1 on are keys; 0 and -1 say that none is given. */
const givenKey = (key: string): string | undefined => (BigInt(key) > 0n ? key : undefined);

type Move = ModifyProcessInstanceRequest['moveInstructions'][number];
type Termination = ModifyProcessInstanceRequest['terminateInstructions'][number];

const readVariableInstructions = (instructions: Move['variableInstructions']): VariableInstruction[] =>
  instructions.map(({ variables, scopeId }) => ({ variables: parseVariables(variables), scopeId }));

/** Of more than one, the first of these holds. */
function readAncestorScope(move: Move): AncestorScope | undefined {
  if (move.inferAncestorScopeFromSourceHierarchy) return { kind: 'inferred' };
  if (move.useSourceParentKeyAsAncestorScopeKey) return { kind: 'sourceParent' };
  const key = givenKey(move.ancestorElementInstanceKey);
  return key === undefined ? undefined : { kind: 'direct', elementInstanceKey: key };
}

function readMove(move: Move): MoveInstruction {
  const key = givenKey(move.sourceElementInstanceKey);
  const ancestorScope = readAncestorScope(move);
  return {
    ...(key !== undefined && { sourceElementInstanceKey: key }),
    ...(move.sourceElementId !== '' && { sourceElementId: move.sourceElementId }),
    targetElementId: move.targetElementId,
    variableInstructions: readVariableInstructions(move.variableInstructions),
    ...(ancestorScope && { ancestorScope }),
  };
}

function readTermination({ elementInstanceKey, elementId }: Termination): TerminateInstruction {
  const key = givenKey(elementInstanceKey);
  return {
    ...(key !== undefined && { elementInstanceKey: key }),
    ...(elementId !== '' && { elementId }),
  };
}

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
          variableInstructions: readVariableInstructions(instruction.variableInstructions),
          ...(ancestor !== undefined && { ancestorElementInstanceKey: ancestor }),
        };
      });
      acceptedOrThrow(
        core.modifyInstance({
          processInstanceKey: checkKey(request.processInstanceKey),
          activateInstructions,
          moveInstructions: request.moveInstructions.map(readMove),
          terminateInstructions: request.terminateInstructions.map(readTermination),
        }),
      );
      return {};
    }),
    AssignProcessInstanceBusinessId: createUnaryHandler(
      assignBusinessIdRequest,
      ({ processInstanceKey, businessId }) => {
        acceptedOrThrow(
          core.assignBusinessId({ processInstanceKey: checkKey(processInstanceKey), businessId }),
        );
        return {};
      },
    ),
  };
}
