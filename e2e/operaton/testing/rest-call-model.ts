import type { TaskModel } from '../../src/scenarios/task-world.ts';

/** One call of a REST backend at `url`, with a secret token. */
export const restCallModel: TaskModel = {
  retries: 1,
  inputs: {
    url: '=url',
    method: 'GET',
    'authentication.type': 'bearer',
    'authentication.token': '{{secrets.TOKEN}}',
  },
  headers: { resultExpression: '={status: status, seen: body.authorization}', retryBackoff: 'PT0S' },
};
