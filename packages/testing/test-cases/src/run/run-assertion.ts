import type { ProcessTest } from '@jobwright/process-testing';
import type { AssertionInstruction } from '../format/assertion-instructions.schema.ts';
import { assertDecision } from './assert-decision.ts';
import { assertElement, assertElements } from './assert-elements.ts';
import { assertProcessInstance, assertSubscription } from './assert-process-instance.ts';
import { assertUserTask } from './assert-user-task.ts';
import { assertVariable, assertVariables } from './assert-variables.ts';
import type { AssertionMode } from './assertion-mode.ts';

/** Checks what an instruction expects. Throws an AssertionError that says what was there instead. */
export function runAssertion(
  test: ProcessTest,
  instruction: AssertionInstruction,
  mode: AssertionMode,
): Promise<void> {
  switch (instruction.type) {
    case 'ASSERT_DECISION':
      return assertDecision(test, instruction, mode);
    case 'ASSERT_ELEMENT_INSTANCE':
      return assertElement(test, instruction, mode);
    case 'ASSERT_ELEMENT_INSTANCES':
      return assertElements(test, instruction, mode);
    case 'ASSERT_PROCESS_INSTANCE':
      return assertProcessInstance(test, instruction, mode);
    case 'ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION':
      return assertSubscription(test, instruction, mode);
    case 'ASSERT_USER_TASK':
      return assertUserTask(test, instruction, mode);
    case 'ASSERT_VARIABLE':
      return assertVariable(test, instruction, mode);
    case 'ASSERT_VARIABLES':
      return assertVariables(test, instruction, mode);
  }
}
