import type { JobResult, TaskChanges } from '@jobwright/engine/core';
import type { JsonObject } from '@jobwright/json';
import type { TestContext } from '../context/test-context.ts';
import { exampleDataOf } from '../jobs/mock-job-worker.ts';
import type { BpmnErrorOptions, FailJobOptions } from '../jobs/test-job.ts';
import { resolveSelector, type Selection } from '../selectors/resolve-selector.ts';
import { JobSelectors } from '../selectors/selectors.ts';
import type { JobInfo } from '../views/infos.ts';
import { viewJobs } from '../views/views.ts';
import { expectDone, findOne } from './expect-done.ts';

/** What the job of an ad-hoc sub-process decides. */
export interface AdHocSubProcessResult {
  /** Elements to activate, by id, with variables of their own. */
  readonly activateElements?: readonly (
    string | { readonly elementId: string; readonly variables?: JsonObject }
  )[];
  /** The sub-process completes when nothing is left in it. Default false. */
  readonly completionConditionFulfilled?: boolean;
  /** What still runs in it is ended first. Default false. */
  readonly cancelRemainingInstances?: boolean;
}

/** What the job of a user task listener decides. */
export interface UserTaskListenerResult {
  /** Whether the task is not to change. Default false. */
  readonly denied?: boolean;
  readonly deniedReason?: string;
  /** Changes of the task; what is left out stays. */
  readonly corrections?: TaskChanges;
}

/**
 * Does what a job worker does, with the first job that matches. A text is a job type. Each throws a
 * ProcessTestError when no job matches.
 */
export interface JobCommands {
  readonly completeJob: (selection: Selection<JobInfo>, variables?: JsonObject) => Promise<void>;
  /** Completes it with the example data of its element in the modeler. */
  readonly completeJobWithExampleData: (selection: Selection<JobInfo>) => Promise<void>;
  readonly throwBpmnErrorFromJob: (
    selection: Selection<JobInfo>,
    errorCode: string,
    options?: BpmnErrorOptions,
  ) => Promise<void>;
  readonly failJob: (selection: Selection<JobInfo>, options?: FailJobOptions) => Promise<void>;
  readonly completeJobOfAdHocSubProcess: (
    selection: Selection<JobInfo>,
    result: AdHocSubProcessResult,
    variables?: JsonObject,
  ) => Promise<void>;
  readonly completeJobOfUserTaskListener: (
    selection: Selection<JobInfo>,
    result?: UserTaskListenerResult,
    variables?: JsonObject,
  ) => Promise<void>;
  /** The jobs that wait or run, oldest first. */
  readonly jobs: () => readonly JobInfo[];
}

export const describeJob = ({ type, elementId, state, retries }: JobInfo): string =>
  `${type} at ${elementId}, ${state.toLowerCase()}, ${retries} ${retries === 1 ? 'retry' : 'retries'} left`;

const adHocResult = (result: AdHocSubProcessResult): JobResult => ({
  type: 'adHocSubProcess',
  activateElements: (result.activateElements ?? []).map((element) =>
    typeof element === 'string'
      ? { elementId: element, variables: {} }
      : { elementId: element.elementId, variables: element.variables ?? {} },
  ),
  isCompletionConditionFulfilled: result.completionConditionFulfilled ?? false,
  isCancelRemainingInstances: result.cancelRemainingInstances ?? false,
});

/** The commands for jobs of a test. */
export function createJobCommands(context: TestContext): JobCommands {
  const { core } = context;
  const find = (wish: string, selection: Selection<JobInfo>, kind?: JobInfo['kind']): Promise<JobInfo> => {
    const selector = resolveSelector(selection, JobSelectors.byJobType);
    return findOne(context, {
      wish,
      selector: kind === undefined ? selector : selector.and(JobSelectors.byJobKind(kind)),
      list: () => viewJobs(context),
      describe: describeJob,
    });
  };
  const complete = async (job: JobInfo, variables: JsonObject, result?: JobResult): Promise<void> => {
    expectDone(core.completeJob({ jobKey: job.key, variables, ...(result && { result }) }));
    await context.settle();
  };
  return {
    jobs: () => viewJobs(context),
    completeJob: async (selection, variables = {}) =>
      complete(await find('complete a job', selection), variables),
    async completeJobWithExampleData(selection) {
      const job = await find('complete a job', selection);
      await complete(job, exampleDataOf(context, job));
    },
    async throwBpmnErrorFromJob(selection, errorCode, { message = '', variables = {} } = {}) {
      const { key: jobKey } = await find('throw a BPMN error from a job', selection);
      expectDone(core.throwError({ jobKey, errorCode, errorMessage: message, variables }));
      await context.settle();
    },
    async failJob(selection, options = {}) {
      const { key: jobKey, retries: attempts } = await find('fail a job', selection);
      const { errorMessage = '', retries = attempts - 1, retryBackoffMs = 0, variables = {} } = options;
      expectDone(core.failJob({ jobKey, errorMessage, retries, retryBackoffMs, variables }));
      await context.settle();
    },
    async completeJobOfAdHocSubProcess(selection, result, variables = {}) {
      const job = await find('complete a job of an ad-hoc sub-process', selection, 'AD_HOC_SUB_PROCESS');
      await complete(job, variables, adHocResult(result));
    },
    async completeJobOfUserTaskListener(selection, result = {}, variables = {}) {
      const job = await find('complete a job of a user task listener', selection, 'TASK_LISTENER');
      const { denied = false, deniedReason = '', corrections = {} } = result;
      await complete(job, variables, { type: 'userTask', denied, deniedReason, corrections });
    },
  };
}
