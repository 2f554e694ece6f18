import type { CompleteJobCommand } from '../../core/job-result.ts';
import { parseVariables } from './request-checks.ts';
import type { JobResultMessage } from './request-messages.ts';

/** What the completion of a job says besides variables. */
export function readJobResult(
  message: JobResultMessage | null | undefined,
): Pick<CompleteJobCommand, 'result'> {
  if (!message || message.type === 'userTask') return {};
  return {
    result: {
      type: 'adHocSubProcess',
      activateElements: message.activateElements.map(({ elementId, variables }) => ({
        elementId,
        variables: parseVariables(variables),
      })),
      isCompletionConditionFulfilled: message.isCompletionConditionFulfilled ?? false,
      isCancelRemainingInstances: message.isCancelRemainingInstances ?? false,
    },
  };
}
