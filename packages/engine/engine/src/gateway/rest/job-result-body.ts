import { z } from 'zod';
import type { CompleteJobCommand } from '../../core/job-result.ts';
import { variablesBody } from './request-schemas.ts';

const names = z.array(z.string()).nullish();
const corrections = z.object({
  assignee: z.string().nullish(),
  dueDate: z.string().nullish(),
  followUpDate: z.string().nullish(),
  candidateUsers: names,
  candidateGroups: names,
  priority: z.int().min(0).max(100).nullish(),
});
const taskResult = z.object({
  type: z.literal('userTask').nullish(),
  denied: z.boolean().nullish(),
  deniedReason: z.string().nullish(),
  corrections: corrections.nullish(),
});
const adHocResult = z.object({
  type: z.literal('adHocSubProcess'),
  activateElements: z
    .array(z.object({ elementId: z.string(), variables: variablesBody.nullish() }))
    .nullish(),
  isCompletionConditionFulfilled: z.boolean().nullish(),
  isCancelRemainingInstances: z.boolean().nullish(),
});

/** The result of a job as the REST API writes it; without a type it is about a user task. */
export const jobResultBody = z.union([adHocResult, taskResult]);

/**
 * What the completion of a job says besides variables. What is null or absent in corrections stays; empty
 * texts and lists clear.
 */
export function readJobResultBody(body: z.output<typeof jobResultBody>): Pick<CompleteJobCommand, 'result'> {
  if (body.type === 'adHocSubProcess') {
    const { type, activateElements, isCompletionConditionFulfilled, isCancelRemainingInstances } = body;
    return {
      result: {
        type,
        activateElements: (activateElements ?? []).map(({ elementId, variables }) => ({
          elementId,
          variables: variables ?? {},
        })),
        isCompletionConditionFulfilled: isCompletionConditionFulfilled ?? false,
        isCancelRemainingInstances: isCancelRemainingInstances ?? false,
      },
    };
  }
  const { assignee, dueDate, followUpDate, candidateUsers, candidateGroups, priority } =
    body.corrections ?? {};
  return {
    result: {
      type: 'userTask',
      denied: body.denied ?? false,
      deniedReason: body.deniedReason ?? '',
      corrections: {
        ...(typeof assignee === 'string' && { assignee }),
        ...(typeof dueDate === 'string' && { dueDate }),
        ...(typeof followUpDate === 'string' && { followUpDate }),
        ...(candidateUsers && { candidateUsers }),
        ...(candidateGroups && { candidateGroups }),
        ...(typeof priority === 'number' && { priority }),
      },
    },
  };
}
