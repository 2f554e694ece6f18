import {
  assertThat,
  createSelector,
  type ProcessTest,
  type UserTaskAssert,
  type UserTaskSelector,
} from '@jobwright/process-testing';
import type { z } from 'zod';
import type { assertUserTask as schema } from '../format/assertion-instructions.schema.ts';
import type { AssertionMode } from './assertion-mode.ts';
import { selectUserTask } from './build-selectors.ts';

type Instruction = z.infer<typeof schema>;
type UserTaskAssertions = UserTaskAssert | UserTaskAssert['eventually'];

/** Checks a user task, open or done. Of several, as in a loop, it is the newest one in the expected state. */
export async function assertUserTask(
  test: ProcessTest,
  instruction: Instruction,
  { isWaiting }: AssertionMode,
): Promise<void> {
  const { state, assignee, candidateGroups = [], priority } = instruction;
  const { elementId, name, dueDate, followUpDate } = instruction;
  const selector = selectUserTask(instruction.userTaskSelector);
  const target = assertThat(test.userTask(preferState(test, selector, state)));
  const assertions = isWaiting ? target.eventually : target;
  if (state !== undefined) await assertState(assertions, state);
  if (assignee !== undefined) await assertions.hasAssignee(assignee);
  if (candidateGroups.length > 0) await assertions.hasCandidateGroups(...candidateGroups);
  if (priority !== undefined) await assertions.hasPriority(priority);
  if (elementId !== undefined) await assertions.hasElementId(elementId);
  if (name !== undefined) await assertions.hasName(name);
  if (dueDate !== undefined) await assertions.hasDueDate(dueDate);
  if (followUpDate !== undefined) await assertions.hasFollowUpDate(followUpDate);
}

async function assertState(
  assertions: UserTaskAssertions,
  state: NonNullable<Instruction['state']>,
): Promise<void> {
  switch (state) {
    case 'IS_CREATED':
      await assertions.isCreated();
      break;
    case 'IS_COMPLETED':
      await assertions.isCompleted();
      break;
    case 'IS_CANCELED':
      await assertions.isCanceled();
      break;
    case 'IS_FAILED':
      await assertions.isFailed();
      break;
  }
}

function preferState(
  test: ProcessTest,
  { description, matches }: UserTaskSelector,
  state: Instruction['state'],
): UserTaskSelector {
  const preferred = state?.replace('IS_', '');
  return createSelector(description, ({ key }) => {
    const tasks = test.userTasks().filter(matches);
    const task = tasks.findLast((one) => one.state === preferred) ?? tasks.at(-1);
    return task?.key === key;
  });
}
