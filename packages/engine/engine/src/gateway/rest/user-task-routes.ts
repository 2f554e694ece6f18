import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { acceptedOrProblem } from './json-body.ts';
import { pathKey, variablesBody } from './request-schemas.ts';
import { waitForUserTask } from './wait-for-user-task.ts';

const keyPath = z.object({ userTaskKey: pathKey('userTaskKey') });
const action = z.string().nullish();
const completion = z.object({ variables: variablesBody.nullish(), action }).nullish();
const assignment = z.object({ assignee: z.string().min(1), allowOverride: z.boolean().nullish(), action });
const names = z.array(z.string()).nullish();
const update = z.object({
  action,
  changeset: z
    .object({
      candidateGroups: names,
      candidateUsers: names,
      dueDate: z.string().nullish(),
      followUpDate: z.string().nullish(),
      priority: z.int().min(0).max(100).nullish(),
    })
    .nullish(),
});
type Changeset = NonNullable<z.output<typeof update>['changeset']>;

const readAction = (given: string | null | undefined): { readonly action?: string } =>
  given ? { action: given } : {};

/** What is null or absent stays; an empty date or list clears it. */
function readChanges({ candidateGroups, candidateUsers, dueDate, followUpDate, priority }: Changeset) {
  return {
    ...(candidateGroups && { candidateGroups }),
    ...(candidateUsers && { candidateUsers }),
    ...(typeof dueDate === 'string' && { dueDate }),
    ...(typeof followUpDate === 'string' && { followUpDate }),
    ...(typeof priority === 'number' && { priority }),
  };
}

/** The user task endpoints of the Camunda 8 REST API: complete, assign, unassign, update. */
export function addUserTaskRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'completeUserTask' | 'assignUserTask' | 'updateUserTask' | 'onUserTaskSettled'>,
): void {
  server.post('/v2/user-tasks/:userTaskKey/completion', async (request, reply) => {
    const { userTaskKey } = keyPath.parse(request.params);
    const body = completion.parse(request.body);
    acceptedOrProblem(
      core.completeUserTask({ userTaskKey, variables: body?.variables ?? {}, ...readAction(body?.action) }),
    );
    await waitForUserTask(core, userTaskKey);
    return reply.code(204).send();
  });
  server.post('/v2/user-tasks/:userTaskKey/assignment', async (request, reply) => {
    const { userTaskKey } = keyPath.parse(request.params);
    const { assignee, allowOverride, action: given } = assignment.parse(request.body);
    const command = { userTaskKey, assignee, allowOverride: allowOverride ?? true, ...readAction(given) };
    acceptedOrProblem(core.assignUserTask(command));
    await waitForUserTask(core, userTaskKey);
    return reply.code(204).send();
  });
  server.delete('/v2/user-tasks/:userTaskKey/assignee', async (request, reply) => {
    const { userTaskKey } = keyPath.parse(request.params);
    acceptedOrProblem(core.assignUserTask({ userTaskKey, assignee: '', action: 'unassign' }));
    await waitForUserTask(core, userTaskKey);
    return reply.code(204).send();
  });
  server.patch('/v2/user-tasks/:userTaskKey', async (request, reply) => {
    const { userTaskKey } = keyPath.parse(request.params);
    const { changeset, action: given } = update.parse(request.body);
    acceptedOrProblem(
      core.updateUserTask({ userTaskKey, ...readChanges(changeset ?? {}), ...readAction(given) }),
    );
    await waitForUserTask(core, userTaskKey);
    return reply.code(204).send();
  });
}
