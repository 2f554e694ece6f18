import type { ProcessTest } from '@jobwright/process-testing';
import type { TestCaseInstruction } from '../format/test-cases-file.schema.ts';
import { addBehavior } from './add-behavior.ts';
import { runAction } from './run-action.ts';
import { runAssertion } from './run-assertion.ts';
import { runMock } from './run-mock.ts';
import { tryUntilTimeout } from './try-until-timeout.ts';

export interface InstructionOptions {
  /** How long it may wait, by the clock of the engine. */
  readonly timeoutMs: number;
  readonly warn: (warning: string) => void;
}

/** Runs one instruction. Throws when it fails. */
export async function runInstruction(
  test: ProcessTest,
  instruction: TestCaseInstruction,
  { timeoutMs, warn }: InstructionOptions,
): Promise<void> {
  switch (instruction.type) {
    case 'MOCK_CHILD_PROCESS':
    case 'MOCK_DMN_DECISION':
    case 'MOCK_JOB_WORKER_COMPLETE_JOB':
    case 'MOCK_JOB_WORKER_THROW_BPMN_ERROR':
      return runMock(test, instruction);
    case 'CONDITIONAL_BEHAVIOR':
      addBehavior(test, instruction, warn);
      return test.settle();
    case 'ASSERT_DECISION':
    case 'ASSERT_ELEMENT_INSTANCE':
    case 'ASSERT_ELEMENT_INSTANCES':
    case 'ASSERT_PROCESS_INSTANCE':
    case 'ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION':
    case 'ASSERT_USER_TASK':
    case 'ASSERT_VARIABLE':
    case 'ASSERT_VARIABLES':
      return tryUntilTimeout(test, () => runAssertion(test, instruction, { isWaiting: true }), {
        timeoutMs,
      });
    case 'COMPLETE_JOB':
    case 'COMPLETE_JOB_AD_HOC_SUB_PROCESS':
    case 'COMPLETE_JOB_USER_TASK_LISTENER':
    case 'COMPLETE_USER_TASK':
    case 'RESOLVE_INCIDENT':
    case 'THROW_BPMN_ERROR_FROM_JOB':
    case 'UPDATE_VARIABLES':
      return tryUntilTimeout(test, () => runAction(test, instruction), { timeoutMs });
    default:
      return runAction(test, instruction);
  }
}
