import type { ProcessTest } from '@jobwright/process-testing';
import type { MockInstruction } from '../format/mock-instructions.schema.ts';

/** Puts a mock in place. */
export async function runMock(test: ProcessTest, instruction: MockInstruction): Promise<void> {
  const { variables = {} } = instruction;
  switch (instruction.type) {
    case 'MOCK_JOB_WORKER_COMPLETE_JOB': {
      const mock = test.mockJobWorker(instruction.jobType);
      if (instruction.useExampleData === true) mock.thenCompleteWithExampleData();
      else mock.thenComplete(variables);
      return test.settle();
    }
    case 'MOCK_JOB_WORKER_THROW_BPMN_ERROR': {
      const { jobType, errorCode, errorMessage: message = '' } = instruction;
      test.mockJobWorker(jobType).thenThrowBpmnError(errorCode, { message, variables });
      return test.settle();
    }
    case 'MOCK_CHILD_PROCESS': {
      const { processDefinitionId, versionTag } = instruction;
      return test.mockChildProcess(
        processDefinitionId,
        variables,
        versionTag === undefined ? {} : { versionTag },
      );
    }
    case 'MOCK_DMN_DECISION':
      return test.mockDmnDecision(
        instruction.decisionDefinitionId,
        instruction.decisionOutput === undefined ? variables : instruction.decisionOutput,
      );
  }
}
