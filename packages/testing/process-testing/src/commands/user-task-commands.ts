import type { UpdateUserTaskCommand } from '@jobwright/engine/core';
import type { JsonObject } from '@jobwright/json';
import { type UserTaskTarget, userTaskTarget } from '../context/process-instance.ts';
import type { TestContext } from '../context/test-context.ts';
import { exampleDataOf } from '../jobs/mock-job-worker.ts';
import { resolveSelector, type Selection } from '../selectors/resolve-selector.ts';
import { createSelector } from '../selectors/selector.ts';
import { UserTaskSelectors } from '../selectors/selectors.ts';
import type { UserTaskInfo } from '../views/infos.ts';
import { viewUserTasks } from '../views/views.ts';
import { expectDone, findOne } from './expect-done.ts';

/**
 * Does what a person does, with the first open user task that matches. A text is an element id. Each throws a
 * ProcessTestError when none matches.
 */
export interface UserTaskCommands {
  readonly completeUserTask: (selection: Selection<UserTaskInfo>, variables?: JsonObject) => Promise<void>;
  /** Completes it with the example data of its element in the modeler. */
  readonly completeUserTaskWithExampleData: (selection: Selection<UserTaskInfo>) => Promise<void>;
  /** An empty assignee gives the task back. */
  readonly assignUserTask: (selection: Selection<UserTaskInfo>, assignee: string) => Promise<void>;
  readonly updateUserTask: (
    selection: Selection<UserTaskInfo>,
    changes: Omit<UpdateUserTaskCommand, 'userTaskKey'>,
  ) => Promise<void>;
  /** A user task to assert on, open or done. */
  readonly userTask: (selection: Selection<UserTaskInfo>) => UserTaskTarget;
  /** All user tasks, open and done, oldest first. */
  readonly userTasks: () => readonly UserTaskInfo[];
}

export const describeUserTask = ({ elementId, name, state, assignee }: UserTaskInfo): string =>
  [
    elementId,
    name === undefined ? '' : ` "${name}"`,
    `, ${state.toLowerCase()}`,
    assignee === '' ? '' : `, assigned to ${assignee}`,
  ].join('');

const isOpen = createSelector<UserTaskInfo>(
  'open',
  ({ state }) => state !== 'COMPLETED' && state !== 'CANCELED',
);

/** The commands for user tasks of a test. */
export function createUserTaskCommands(context: TestContext): UserTaskCommands {
  const { core } = context;
  const find = (wish: string, selection: Selection<UserTaskInfo>): Promise<UserTaskInfo> =>
    findOne(context, {
      wish: `${wish} a user task`,
      selector: resolveSelector(selection, UserTaskSelectors.byElementId),
      list: () => viewUserTasks(context).filter(isOpen.matches),
      describe: describeUserTask,
    });
  const complete = async ({ key }: UserTaskInfo, variables: JsonObject): Promise<void> => {
    expectDone(core.completeUserTask({ userTaskKey: key, variables }));
    await context.settle();
  };
  return {
    userTask: (selection) =>
      userTaskTarget(context, resolveSelector(selection, UserTaskSelectors.byElementId)),
    userTasks: () => viewUserTasks(context),
    completeUserTask: async (selection, variables = {}) =>
      complete(await find('complete', selection), variables),
    async completeUserTaskWithExampleData(selection) {
      const task = await find('complete', selection);
      await complete(task, exampleDataOf(context, task));
    },
    async assignUserTask(selection, assignee) {
      const { key: userTaskKey } = await find('assign', selection);
      expectDone(core.assignUserTask({ userTaskKey, assignee }));
      await context.settle();
    },
    async updateUserTask(selection, changes) {
      const { key: userTaskKey } = await find('update', selection);
      expectDone(core.updateUserTask({ ...changes, userTaskKey }));
      await context.settle();
    },
  };
}
