import type { TaskModel } from '../scenarios/task-world.ts';
import { oneTaskProcess, type OneTaskProcess } from './one-task-process.ts';

/** One call of a REST backend at `url`, with a secret token. */
export const restCallTask: TaskModel = {
  inputs: {
    url: '=url',
    method: 'GET',
    'authentication.type': 'bearer',
    'authentication.token': '{{secrets.TOKEN}}',
  },
  headers: { resultExpression: '={status: status, seen: body.authorization}', retryBackoff: 'PT0S' },
  retries: 1,
};

/** A process of Camunda 8 with that task. */
export const restCall = (overrides: Partial<OneTaskProcess> = {}) =>
  oneTaskProcess({ id: 'rest-call', jobType: 'io.camunda:http-json:1', ...restCallTask, ...overrides });
