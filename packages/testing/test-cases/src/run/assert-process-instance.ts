import type { ProcessTest } from '@jobwright/process-testing';
import type { z } from 'zod';
import type {
  assertProcessInstance as instanceSchema,
  assertProcessInstanceMessageSubscription as subscriptionSchema,
} from '../format/assertion-instructions.schema.ts';
import type { AssertionMode } from './assertion-mode.ts';
import { type InstanceAssertions, openInstance } from './open-instance.ts';

/** Checks the state and the incidents of a process instance. */
export async function assertProcessInstance(
  test: ProcessTest,
  instruction: z.infer<typeof instanceSchema>,
  mode: AssertionMode,
): Promise<void> {
  const { state, hasActiveIncidents } = instruction;
  const assertions = openInstance(test, instruction, mode);
  if (state !== undefined) await assertState(assertions, state);
  if (hasActiveIncidents === true) await assertions.hasActiveIncidents();
  if (hasActiveIncidents === false) await assertions.hasNoActiveIncidents();
}

async function assertState(
  assertions: InstanceAssertions,
  state: NonNullable<z.infer<typeof instanceSchema>['state']>,
): Promise<void> {
  switch (state) {
    case 'IS_ACTIVE':
      await assertions.isActive();
      break;
    case 'IS_COMPLETED':
      await assertions.isCompleted();
      break;
    case 'IS_CREATED':
      await assertions.isCreated();
      break;
    case 'IS_TERMINATED':
      await assertions.isTerminated();
      break;
  }
}

/** Checks whether a process instance waits for a message, or got it. */
export async function assertSubscription(
  test: ProcessTest,
  instruction: z.infer<typeof subscriptionSchema>,
  mode: AssertionMode,
): Promise<void> {
  const { messageName, correlationKey } = instruction.messageSelector;
  const assertions = openInstance(test, instruction, mode);
  switch (instruction.state) {
    case 'IS_WAITING':
      await assertions.isWaitingForMessage(messageName, correlationKey);
      break;
    case 'IS_NOT_WAITING':
      await assertions.isNotWaitingForMessage(messageName, correlationKey);
      break;
    case 'IS_CORRELATED':
      await assertions.hasCorrelatedMessage(messageName, correlationKey);
      break;
  }
}
