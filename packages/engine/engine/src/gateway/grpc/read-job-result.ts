import type { AdHocJobResult, CompleteJobCommand, TaskListenerResult } from '../../core/job-result.ts';
import { parseVariables } from './request-checks.ts';
import type { JobResultMessage } from './request-messages.ts';

function readAdHocResult(message: JobResultMessage): AdHocJobResult {
  return {
    type: 'adHocSubProcess',
    activateElements: message.activateElements.map(({ elementId, variables }) => ({
      elementId,
      variables: parseVariables(variables),
    })),
    isCompletionConditionFulfilled: message.isCompletionConditionFulfilled ?? false,
    isCancelRemainingInstances: message.isCancelRemainingInstances ?? false,
  };
}

/** What is absent stays; empty text and empty lists clear. */
function readTaskResult({ denied, deniedReason, corrections }: JobResultMessage): TaskListenerResult {
  const { assignee, dueDate, followUpDate, priority, candidateUsers, candidateGroups } = corrections ?? {};
  return {
    type: 'userTask',
    denied: denied ?? false,
    deniedReason: deniedReason ?? '',
    corrections: {
      ...(typeof assignee === 'string' && { assignee }),
      ...(typeof dueDate === 'string' && { dueDate }),
      ...(typeof followUpDate === 'string' && { followUpDate }),
      ...(typeof priority === 'number' && { priority }),
      ...(candidateUsers && { candidateUsers: candidateUsers.values }),
      ...(candidateGroups && { candidateGroups: candidateGroups.values }),
    },
  };
}

/** What the completion of a job says besides variables; without a type it is about a user task. */
export function readJobResult(
  message: JobResultMessage | null | undefined,
): Pick<CompleteJobCommand, 'result'> {
  if (!message) return {};
  const isAdHoc = message.type === 'adHocSubProcess';
  return { result: isAdHoc ? readAdHocResult(message) : readTaskResult(message) };
}
