import { status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { ProcessInstance, Result, RuntimeInstruction } from '../../core/commands.ts';
import { createInstanceWithResult } from './create-instance-with-result.ts';
import type { GatewayContext } from './gateway-context.ts';
import { checkKey, parseVariables } from './request-checks.ts';
import {
  cancelProcessInstanceRequest,
  type CreateProcessInstanceRequest,
  createProcessInstanceRequest,
  createProcessInstanceWithResultRequest,
  setVariablesRequest,
} from './request-messages.ts';
import { acceptedOrThrow, StatusError } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

const LATEST_VERSION = -1;
const noProcessNamed: CreateProcessInstanceRequest = {
  processDefinitionKey: '0',
  bpmnProcessId: '',
  version: 0,
  variables: '',
  startInstructions: [],
  runtimeInstructions: [],
  tenantId: '',
  tags: [],
};

export function createInstanceCalls(context: GatewayContext): UntypedServiceImplementation {
  const { core, tenants } = context;
  const create = (rpc: string, request: CreateProcessInstanceRequest): Result<ProcessInstance> => {
    const tenantId = tenants.check(rpc, request.tenantId);
    const variables = parseVariables(request.variables);
    const { startInstructions } = request;
    const runtimeInstructions = request.runtimeInstructions.map(readRuntimeInstruction);
    const process =
      request.bpmnProcessId === ''
        ? { processDefinitionKey: request.processDefinitionKey }
        : { bpmnProcessId: request.bpmnProcessId, version: Math.max(request.version, LATEST_VERSION) };
    const { tags, businessId } = request;
    return core.createInstance({
      ...process,
      variables,
      tenantId,
      startInstructions,
      runtimeInstructions,
      tags,
      ...(businessId && { businessId }),
    });
  };
  return {
    CreateProcessInstance: createUnaryHandler(createProcessInstanceRequest, (request) =>
      acceptedOrThrow(create('CreateProcessInstance', request)),
    ),
    CreateProcessInstanceWithResult: createUnaryHandler(
      createProcessInstanceWithResultRequest,
      ({ request, requestTimeout, fetchVariables }, call) =>
        createInstanceWithResult(context, {
          call,
          create: () => create('CreateProcessInstanceWithResult', request ?? noProcessNamed),
          requestTimeoutMs: requestTimeout,
          fetchVariables,
        }),
    ),
    CancelProcessInstance: createUnaryHandler(cancelProcessInstanceRequest, ({ processInstanceKey }) => {
      acceptedOrThrow(core.cancelInstance(checkKey(processInstanceKey)));
      return {};
    }),
    SetVariables: createUnaryHandler(setVariablesRequest, ({ elementInstanceKey, variables, local }) =>
      acceptedOrThrow(
        core.setVariables({
          variables: parseVariables(variables),
          elementInstanceKey: checkKey(elementInstanceKey),
          local,
        }),
      ),
    ),
  };
}

function readRuntimeInstruction({
  terminate,
}: CreateProcessInstanceRequest['runtimeInstructions'][number]): RuntimeInstruction {
  if (terminate && terminate.afterElementId !== '')
    return { kind: 'terminateProcessInstance', afterElementId: terminate.afterElementId };
  throw new StatusError(
    status.INVALID_ARGUMENT,
    'Expected a runtime instruction to terminate the process instance after an element, but no element is given',
  );
}
