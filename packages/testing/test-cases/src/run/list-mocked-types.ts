import type { BehaviorAction, TestCase, TestCaseInstruction } from '../format/test-cases-file.schema.ts';

/** Job types that a test case mocks, or whose jobs it completes itself. */
export function listMockedTypes({ instructions }: TestCase): ReadonlySet<string> {
  return new Set(instructions.flatMap(listTypes));
}

function listTypes(instruction: TestCaseInstruction | BehaviorAction): readonly string[] {
  switch (instruction.type) {
    case 'MOCK_JOB_WORKER_COMPLETE_JOB':
    case 'MOCK_JOB_WORKER_THROW_BPMN_ERROR':
      return [instruction.jobType];
    case 'COMPLETE_JOB':
    case 'COMPLETE_JOB_AD_HOC_SUB_PROCESS':
    case 'THROW_BPMN_ERROR_FROM_JOB': {
      const { jobType } = instruction.jobSelector;
      return jobType === undefined ? [] : [jobType];
    }
    case 'CONDITIONAL_BEHAVIOR':
      return instruction.actions.flatMap(listTypes);
    default:
      return [];
  }
}
