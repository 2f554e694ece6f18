import type { ActivatedJob, EngineCore } from '@jobwright/engine/core';
import type { JsonObject } from '@jobwright/json';
import type { TestState } from '../context/test-state.ts';
import { findModelElements } from '../context/test-state.ts';
import { type JobRunner, runHandler } from './job-runner.ts';
import type { BpmnErrorOptions, JobHandler } from './test-job.ts';

/** A mock of a job worker, to see what it was given. */
export interface JobWorkerMock {
  /** How many jobs it got. */
  readonly invocations: number;
  /** The jobs it got, in order. */
  readonly activatedJobs: readonly ActivatedJob[];
}

/** Says what a mock of a job worker does with its jobs. Jobs that wait already are done at once. */
export interface JobWorkerMockBuilder {
  readonly thenComplete: (variables?: JsonObject) => JobWorkerMock;
  /** Completes each job with the example data of its element in the modeler. */
  readonly thenCompleteWithExampleData: () => JobWorkerMock;
  readonly thenThrowBpmnError: (errorCode: string, options?: BpmnErrorOptions) => JobWorkerMock;
  readonly withHandler: (handler: JobHandler) => JobWorkerMock;
}

/** The example data of the element of a job, or nothing. */
export function exampleDataOf(
  state: TestState,
  { processInstanceKey, elementId }: { readonly processInstanceKey: string; readonly elementId: string },
): JsonObject {
  return findModelElements(state, processInstanceKey).get(elementId)?.exampleData ?? {};
}

/** Mocks the workers of a job type. */
export function mockJobWorker(
  state: TestState & { readonly core: EngineCore },
  runner: JobRunner,
  jobType: string,
): JobWorkerMockBuilder {
  const withHandler = (handler: JobHandler): JobWorkerMock => {
    const activatedJobs: ActivatedJob[] = [];
    const run = runHandler(state.core, handler);
    runner.register(jobType, (job) => {
      activatedJobs.push(job);
      return run(job);
    });
    runner.pump();
    return {
      activatedJobs,
      get invocations() {
        return activatedJobs.length;
      },
    };
  };
  return {
    withHandler,
    thenComplete: (variables = {}) => withHandler(() => variables),
    thenCompleteWithExampleData: () => withHandler((job) => exampleDataOf(state, job)),
    thenThrowBpmnError: (errorCode, options) => withHandler((job) => job.throwBpmnError(errorCode, options)),
  };
}
