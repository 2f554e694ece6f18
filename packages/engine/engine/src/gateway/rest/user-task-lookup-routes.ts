import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { UserTaskFound } from '../../core/records/user-task-record.ts';
import { addAuditLogSearch } from './audit-log-search.ts';
import { describeForm } from './describe-form.ts';
import { notFound } from './problem.ts';
import { pathKey } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import { userTaskResource } from './user-task-search.ts';

const keyPath = z.object({ userTaskKey: pathKey('userTaskKey') });

/** Of the user tasks of the Camunda 8 REST API, finding them and their forms. */
export function addUserTaskLookupRoutes(
  server: FastifyInstance,
  { records, resource }: Pick<SearchableCore, 'records' | 'resource'>,
): void {
  const find = (params: unknown): UserTaskFound => {
    const { userTaskKey } = keyPath.parse(params);
    const task = records.userTask(userTaskKey);
    if (!task) throw notFound('User Task', userTaskKey);
    return task;
  };
  server.post('/v2/user-tasks/search', ({ body }) =>
    answerSearch(userTaskResource, records.userTasks(), body),
  );
  server.get('/v2/user-tasks/:userTaskKey', ({ params }) => userTaskResource.render(find(params)));
  server.get('/v2/user-tasks/:userTaskKey/form', ({ params }, reply) => {
    const { formKey } = find(params);
    const form = formKey === '' ? undefined : resource(formKey);
    return form?.kind === 'form' ? describeForm(form) : reply.code(204).send();
  });
  addAuditLogSearch(server, { records });
}
