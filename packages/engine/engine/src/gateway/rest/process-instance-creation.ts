import type { JsonObject } from '@jobwright/json';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { CreateInstanceCommand, EngineCore, ProcessInstance } from '../../core/commands.ts';
import type { CheckTenant } from './check-tenant.ts';
import { acceptedOrProblem } from './json-body.ts';
import { Problem } from './problem.ts';
import { keyText, variablesBody } from './request-schemas.ts';

const LATEST_VERSION = -1;
/** How long a request waits that names no time. */
const DEFAULT_REQUEST_TIMEOUT_MS = 15_000;
/** The longest delay a Node timer takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

const elementId = (field: string) => z.string(`No ${field} provided.`).min(1, `No ${field} provided.`);
const creation = z.object({
  processDefinitionId: z.string().nullish(),
  processDefinitionKey: keyText('processDefinitionKey').nullish(),
  processDefinitionVersion: z.int().nullish(),
  variables: variablesBody.nullish(),
  tenantId: z.string().nullish(),
  startInstructions: z.array(z.object({ elementId: elementId('elementId') })).nullish(),
  runtimeInstructions: z
    .array(
      z.object({
        type: z.literal('TERMINATE_PROCESS_INSTANCE').nullish(),
        afterElementId: elementId('afterElementId'),
      }),
    )
    .nullish(),
  awaitCompletion: z.boolean().nullish(),
  fetchVariables: z.array(z.string()).nullish(),
  requestTimeout: z.int().nullish(),
  tags: z.array(z.string()).nullish(),
  businessId: z.string().nullish(),
});
type Creation = z.output<typeof creation>;

type Core = Pick<EngineCore, 'createInstance' | 'onInstanceEnd'>;

function readDefinition({ processDefinitionId: id, processDefinitionKey: key, ...body }: Creation) {
  const choices = '[processDefinitionId, processDefinitionKey]';
  if (typeof id === 'string') {
    if (typeof key === 'string') throw new Problem(400, `Only one of ${choices} is allowed.`);
    const version = Math.max(body.processDefinitionVersion ?? LATEST_VERSION, LATEST_VERSION);
    return { bpmnProcessId: id, version };
  }
  if (typeof key !== 'string') throw new Problem(400, `At least one of ${choices} is required.`);
  return { processDefinitionKey: key };
}

function readCommand(body: Creation, checkTenant: CheckTenant): CreateInstanceCommand {
  const { startInstructions, runtimeInstructions, tags, businessId } = body;
  return {
    ...readDefinition(body),
    variables: body.variables ?? {},
    tenantId: checkTenant('Create Process Instance', body.tenantId),
    startInstructions: startInstructions ?? [],
    runtimeInstructions: (runtimeInstructions ?? []).map(({ afterElementId }) => ({
      kind: 'terminateProcessInstance',
      afterElementId,
    })),
    tags: tags ?? [],
    ...(typeof businessId === 'string' && { businessId }),
  };
}

const describeCreated = (instance: ProcessInstance, variables: JsonObject) => ({
  processDefinitionId: instance.bpmnProcessId,
  processDefinitionVersion: instance.version,
  tenantId: instance.tenantId,
  variables,
  processDefinitionKey: instance.processDefinitionKey,
  processInstanceKey: instance.processInstanceKey,
  tags: instance.tags ?? [],
  businessId: instance.businessId ?? null,
});

function pick(variables: JsonObject, names: readonly string[]): JsonObject {
  if (names.length === 0) return variables;
  const wanted = new Set(names);
  return Object.fromEntries(Object.entries(variables).filter(([name]) => wanted.has(name)));
}

/** Answers when the instance completes. One that is cancelled never answers before the time is up. */
function awaitCompletion(
  core: Core,
  {
    instance,
    body,
    reply,
  }: { readonly instance: ProcessInstance; readonly body: Creation; readonly reply: FastifyReply },
): Promise<object> {
  const { requestTimeout, fetchVariables } = body;
  const timeoutMs = requestTimeout && requestTimeout > 0 ? requestTimeout : DEFAULT_REQUEST_TIMEOUT_MS;
  return new Promise((resolve, reject) => {
    const release = (): void => {
      forget();
      clearTimeout(timer);
      reply.raw.off('close', release);
    };
    const fail = (): void => {
      release();
      const detail = 'Expected to handle request, but request timed out between gateway and broker';
      reject(new Problem(504, detail, 'DEADLINE_EXCEEDED'));
    };
    const timer = setTimeout(fail, Math.min(timeoutMs, MAX_DELAY_MS));
    reply.raw.once('close', release);
    let forget = (): void => undefined;
    forget = core.onInstanceEnd(instance.processInstanceKey, (end) => {
      if (end.state === 'TERMINATED') return;
      release();
      resolve(describeCreated(instance, pick(end.variables, fetchVariables ?? [])));
    });
  });
}

/**
 * Of the process instances of the Camunda 8 REST API, creating one and perhaps waiting until it completes.
 */
export function addProcessInstanceCreation(
  server: FastifyInstance,
  core: Core,
  checkTenant: CheckTenant,
): void {
  server.post('/v2/process-instances', async (request, reply) => {
    const body = creation.parse(request.body ?? {});
    const instance = acceptedOrProblem(core.createInstance(readCommand(body, checkTenant)));
    return body.awaitCompletion === true
      ? awaitCompletion(core, { instance, body, reply })
      : describeCreated(instance, {});
  });
}
