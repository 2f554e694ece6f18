import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { BatchAction } from '../../core/batch/batch-types.ts';
import type { EngineCore } from '../../core/commands.ts';
import { describeBatch, describeCreatedBatch } from './describe-batch.ts';
import { readInstanceFilter } from './instance-filter-body.ts';
import { acceptedOrProblem } from './json-body.ts';
import { notFound, Problem } from './problem.ts';
import { migrationPlan } from './process-instance-routes.ts';
import { filteredBody, pathKey } from './request-schemas.ts';

const batchPath = z.object({ batchOperationKey: pathKey('batchOperationKey') });
const instancePath = z.object({ processInstanceKey: pathKey('processInstanceKey') });
const maybeFiltered = z.object({ filter: z.unknown() }).nullish();
const migration = filteredBody.extend({ migrationPlan });
const elementId = z.string().min(1);
const modification = filteredBody.extend({
  moveInstructions: z
    .array(z.object({ sourceElementId: elementId, targetElementId: elementId }))
    .min(1, 'No moveInstructions provided.'),
});

type Core = Pick<
  EngineCore,
  'batch' | 'cancelBatch' | 'createBatch' | 'deleteInstance' | 'instance' | 'resumeBatch' | 'suspendBatch'
>;

/** Creates batch operations over process instances. */
function addCreationRoutes(server: FastifyInstance, core: Core): void {
  const create = (action: BatchAction, filter: unknown) =>
    describeCreatedBatch(
      acceptedOrProblem(core.createBatch({ action, filter: readInstanceFilter(filter ?? {}) })),
    );
  server.post('/v2/process-instances/cancellation', ({ body }) =>
    create({ type: 'CANCEL_PROCESS_INSTANCE' }, filteredBody.parse(body).filter),
  );
  server.post('/v2/process-instances/deletion', ({ body }) =>
    create({ type: 'DELETE_PROCESS_INSTANCE' }, filteredBody.parse(body).filter),
  );
  server.post('/v2/process-instances/incident-resolution', ({ body }) =>
    create({ type: 'RESOLVE_INCIDENT' }, maybeFiltered.parse(body)?.filter),
  );
  server.post('/v2/process-instances/modification', ({ body }) => {
    const { filter, moveInstructions } = modification.parse(body);
    return create({ type: 'MODIFY_PROCESS_INSTANCE', moveInstructions }, filter);
  });
  server.post('/v2/process-instances/migration', ({ body }) => {
    const { filter, migrationPlan: plan } = migration.parse(body);
    return create({ type: 'MIGRATE_PROCESS_INSTANCE', ...plan }, filter);
  });
  server.post('/v2/process-instances/:processInstanceKey/incident-resolution', ({ params }) => {
    const { processInstanceKey } = instancePath.parse(params);
    if (!core.instance(processInstanceKey))
      throw new Problem(404, `Process Instance with key '${processInstanceKey}' not found`);
    return create({ type: 'RESOLVE_INCIDENT' }, { processInstanceKey });
  });
}

/** The batch operation endpoints of the Camunda 8 REST API, and the deletion of one ended instance. */
export function addBatchRoutes(server: FastifyInstance, core: Core): void {
  addCreationRoutes(server, core);
  server.post('/v2/process-instances/:processInstanceKey/deletion', ({ params }, reply) => {
    acceptedOrProblem(core.deleteInstance(instancePath.parse(params).processInstanceKey));
    return reply.code(204).send();
  });
  server.get('/v2/batch-operations/:batchOperationKey', ({ params }) => {
    const { batchOperationKey } = batchPath.parse(params);
    const batch = core.batch(batchOperationKey);
    if (!batch) throw notFound('Batch Operation', batchOperationKey);
    return describeBatch(batch);
  });
  server.post('/v2/batch-operations/:batchOperationKey/cancellation', ({ params }, reply) => {
    acceptedOrProblem(core.cancelBatch(batchPath.parse(params).batchOperationKey));
    return reply.code(204).send();
  });
  server.post('/v2/batch-operations/:batchOperationKey/suspension', ({ params }, reply) => {
    acceptedOrProblem(core.suspendBatch(batchPath.parse(params).batchOperationKey));
    return reply.code(204).send();
  });
  server.post('/v2/batch-operations/:batchOperationKey/resumption', ({ params }, reply) => {
    acceptedOrProblem(core.resumeBatch(batchPath.parse(params).batchOperationKey));
    return reply.code(204).send();
  });
}
