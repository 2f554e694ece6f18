import { z } from 'zod';
import { anyJson, variables } from './json-values.schema.ts';

const name = z.string().min(1, 'must not be empty');

/** Completes every job of a type, from now on. */
export const mockJobWorkerCompleteJob = z.strictObject({
  type: z.literal('MOCK_JOB_WORKER_COMPLETE_JOB'),
  jobType: name,
  variables: variables.exactOptional(),
  useExampleData: z.boolean().exactOptional(),
});

/** Throws a BPMN error from every job of a type, from now on. */
export const mockJobWorkerThrowBpmnError = z.strictObject({
  type: z.literal('MOCK_JOB_WORKER_THROW_BPMN_ERROR'),
  jobType: name,
  errorCode: z.string(),
  errorMessage: z.string().exactOptional(),
  variables: variables.exactOptional(),
});

/** Replaces a process that call activities start. */
export const mockChildProcess = z.strictObject({
  type: z.literal('MOCK_CHILD_PROCESS'),
  processDefinitionId: name,
  versionTag: name.exactOptional(),
  variables: variables.exactOptional(),
});

/** Replaces a decision by its output. */
export const mockDmnDecision = z.strictObject({
  type: z.literal('MOCK_DMN_DECISION'),
  decisionDefinitionId: name,
  /** The older name of the output, for one that is an object. */
  variables: variables.exactOptional(),
  decisionOutput: anyJson.exactOptional(),
});

/** What prepares the engine for a test case. */
export const mockInstruction = z.discriminatedUnion('type', [
  mockJobWorkerCompleteJob,
  mockJobWorkerThrowBpmnError,
  mockChildProcess,
  mockDmnDecision,
]);

export type MockInstruction = z.infer<typeof mockInstruction>;
