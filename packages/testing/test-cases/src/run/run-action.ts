import type { ProcessTest } from '@jobwright/process-testing';
import type { ActionInstruction } from '../format/action-instructions.schema.ts';
import { selectElement, selectIncident, selectJob, selectUserTask } from './build-selectors.ts';

/** Does what an instruction says. Throws a ProcessTestError when it cannot be done. */
export async function runAction(test: ProcessTest, instruction: ActionInstruction): Promise<void> {
  const variables = 'variables' in instruction ? (instruction.variables ?? {}) : {};
  switch (instruction.type) {
    case 'CREATE_PROCESS_INSTANCE': {
      const { startInstructions, runtimeInstructions } = instruction;
      await test.createInstance({
        processId: instruction.processDefinitionSelector.processDefinitionId,
        variables,
        ...(startInstructions && {
          startBeforeElements: startInstructions.map(({ elementId }) => elementId),
        }),
        ...(runtimeInstructions && {
          terminateAfterElements: runtimeInstructions.map(({ afterElementId }) => afterElementId),
        }),
      });
      return;
    }
    case 'COMPLETE_JOB': {
      const selector = selectJob(instruction.jobSelector);
      if (instruction.useExampleData === true) return test.completeJobWithExampleData(selector);
      return test.completeJob(selector, variables);
    }
    case 'COMPLETE_JOB_AD_HOC_SUB_PROCESS':
      return test.completeJobOfAdHocSubProcess(selectJob(instruction.jobSelector), instruction, variables);
    case 'COMPLETE_JOB_USER_TASK_LISTENER':
      return test.completeJobOfUserTaskListener(selectJob(instruction.jobSelector), instruction);
    case 'THROW_BPMN_ERROR_FROM_JOB': {
      const { errorCode, errorMessage: message = '' } = instruction;
      return test.throwBpmnErrorFromJob(selectJob(instruction.jobSelector), errorCode, {
        message,
        variables,
      });
    }
    case 'COMPLETE_USER_TASK': {
      const selector = selectUserTask(instruction.userTaskSelector);
      if (instruction.useExampleData === true) return test.completeUserTaskWithExampleData(selector);
      return test.completeUserTask(selector, variables);
    }
    case 'PUBLISH_MESSAGE': {
      const { name, correlationKey, timeToLive, messageId } = instruction;
      return test.publishMessage(name, {
        variables,
        ...(correlationKey !== undefined && { correlationKey }),
        ...(timeToLive !== undefined && { timeToLiveMs: timeToLive }),
        ...(messageId !== undefined && { messageId }),
      });
    }
    case 'CORRELATE_MESSAGE': {
      const { name, correlationKey = '' } = instruction;
      await test.correlateMessage(name, { correlationKey, variables });
      return;
    }
    case 'BROADCAST_SIGNAL':
      return test.broadcastSignal(instruction.signalName, variables);
    case 'EVALUATE_CONDITIONAL_START_EVENT':
      await test.evaluateConditionalStartEvent(variables);
      return;
    case 'EVALUATE_DECISION':
      await test.evaluateDecision(instruction.decisionDefinitionSelector.decisionDefinitionId, variables);
      return;
    case 'INCREASE_TIME':
      return test.increaseTime(instruction.duration);
    case 'SET_TIME':
      return test.setTime(instruction.time);
    case 'RESOLVE_INCIDENT':
      return test.resolveIncident(selectIncident(instruction.incidentSelector));
    case 'UPDATE_VARIABLES': {
      const { elementSelector, createLocalVariables = false } = instruction;
      const { processDefinitionId } = instruction.processInstanceSelector;
      if (!elementSelector) return test.updateVariables(processDefinitionId, variables);
      const element = selectElement(elementSelector);
      return createLocalVariables
        ? test.updateLocalVariables(processDefinitionId, element, variables)
        : test.updateVariables(processDefinitionId, variables, { element });
    }
  }
}
