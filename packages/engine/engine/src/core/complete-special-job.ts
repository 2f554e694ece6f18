import type { SpecialCompletion } from './special-completion.ts';

import { applyAdHocResult, checkAdHocResult } from './ad-hoc-commands.ts';
import type { Result } from './commands.ts';
import { noteVariables } from './conditions.ts';
import type { Engine } from './engine.ts';
import { completeListener } from './execution-listeners.ts';
import type { AdHocJobResult } from './job-result.ts';
import { finishJob } from './release-job.ts';
import { succeed } from './result.ts';
import { applyTaskResult, checkTaskResult } from './task-listener-result.ts';
import { mergeVariables } from './variables.ts';

const NOTHING: AdHocJobResult = {
  type: 'adHocSubProcess',
  activateElements: [],
  isCompletionConditionFulfilled: false,
  isCancelRemainingInstances: false,
};

function completeAdHocJob(engine: Engine, completion: SpecialCompletion): Result<void> {
  const { job, instance, variables } = completion;
  const result = completion.result?.type === 'adHocSubProcess' ? completion.result : NOTHING;
  const checked = checkAdHocResult(engine, instance, result);
  if (!checked.ok) return checked;
  finishJob(engine, job, instance);
  mergeVariables(engine, instance, variables);
  noteVariables(engine, instance);
  applyAdHocResult(engine, instance, result);
  return succeed(undefined);
}

/** Completes a job that is more than a task: its result decides how the element goes on. */
export function completeSpecialJob(engine: Engine, completion: SpecialCompletion): Result<void> {
  const { job, instance, variables } = completion;
  switch (completion.kind) {
    case 'AD_HOC_SUB_PROCESS':
      return completeAdHocJob(engine, completion);
    case 'TASK_LISTENER': {
      const checked = checkTaskResult(engine, completion);
      if (!checked.ok) return checked;
      const { result } = completion;
      if (result?.type === 'userTask' && result.denied) job.deniedReason = result.deniedReason;
      finishJob(engine, job, instance);
      applyTaskResult(engine, completion);
      return checked;
    }
    case 'EXECUTION_LISTENER':
      finishJob(engine, job, instance);
      completeListener(engine, instance, variables);
      return succeed(undefined);
  }
}
