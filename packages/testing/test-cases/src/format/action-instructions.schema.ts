import { z } from 'zod';
import { listOf, variables } from './json-values.schema.ts';
import {
  decisionDefinitionSelector,
  elementSelector,
  incidentSelector,
  jobSelector,
  processDefinitionSelector,
  processInstanceSelector,
  userTaskSelector,
} from './selectors.schema.ts';

const name = z.string().min(1, 'must not be empty');

/** Starts a process instance. */
export const createProcessInstance = z.strictObject({
  type: z.literal('CREATE_PROCESS_INSTANCE'),
  processDefinitionSelector,
  variables: variables.exactOptional(),
  startInstructions: listOf(z.strictObject({ elementId: name })).exactOptional(),
  runtimeInstructions: listOf(
    z.strictObject({ type: z.literal('TERMINATE_PROCESS_INSTANCE'), afterElementId: name }),
  ).exactOptional(),
});

/** Completes a job that waits. */
export const completeJob = z.strictObject({
  type: z.literal('COMPLETE_JOB'),
  jobSelector,
  variables: variables.exactOptional(),
  useExampleData: z.boolean().exactOptional(),
});

/** Completes the job of an ad-hoc sub-process, and says what happens in it. */
export const completeJobAdHocSubProcess = z.strictObject({
  type: z.literal('COMPLETE_JOB_AD_HOC_SUB_PROCESS'),
  jobSelector,
  variables: variables.exactOptional(),
  activateElements: listOf(
    z.strictObject({ elementId: name, variables: variables.exactOptional() }),
  ).exactOptional(),
  cancelRemainingInstances: z.boolean().exactOptional(),
  completionConditionFulfilled: z.boolean().exactOptional(),
});

/** Completes the job of a listener of a user task: allows, corrects or denies the change. */
export const completeJobUserTaskListener = z.strictObject({
  type: z.literal('COMPLETE_JOB_USER_TASK_LISTENER'),
  jobSelector,
  denied: z.boolean().exactOptional(),
  deniedReason: z.string().exactOptional(),
  corrections: z
    .strictObject({
      assignee: z.string().exactOptional(),
      dueDate: z.string().exactOptional(),
      followUpDate: z.string().exactOptional(),
      candidateUsers: listOf(z.string()).exactOptional(),
      candidateGroups: listOf(z.string()).exactOptional(),
      priority: z.int().exactOptional(),
    })
    .exactOptional(),
});

/** Throws a BPMN error from a job that waits. */
export const throwBpmnErrorFromJob = z.strictObject({
  type: z.literal('THROW_BPMN_ERROR_FROM_JOB'),
  jobSelector,
  errorCode: z.string(),
  errorMessage: z.string().exactOptional(),
  variables: variables.exactOptional(),
});

/** Completes a user task. */
export const completeUserTask = z.strictObject({
  type: z.literal('COMPLETE_USER_TASK'),
  userTaskSelector,
  variables: variables.exactOptional(),
  useExampleData: z.boolean().exactOptional(),
});

/** Publishes a message, which is buffered for its time to live. */
export const publishMessage = z.strictObject({
  type: z.literal('PUBLISH_MESSAGE'),
  name,
  correlationKey: z.string().exactOptional(),
  variables: variables.exactOptional(),
  timeToLive: z.int().min(0, 'must be a number of milliseconds from 0').exactOptional(),
  messageId: z.string().exactOptional(),
});

/** Gives a message to what waits for it now. */
export const correlateMessage = z.strictObject({
  type: z.literal('CORRELATE_MESSAGE'),
  name,
  correlationKey: z.string().exactOptional(),
  variables: variables.exactOptional(),
});

/** Broadcasts a signal. */
export const broadcastSignal = z.strictObject({
  type: z.literal('BROADCAST_SIGNAL'),
  signalName: name,
  variables: variables.exactOptional(),
});

/** Evaluates the conditional start events of all processes. */
export const evaluateConditionalStartEvent = z.strictObject({
  type: z.literal('EVALUATE_CONDITIONAL_START_EVENT'),
  variables,
});

/** Evaluates a decision outside a process. */
export const evaluateDecision = z.strictObject({
  type: z.literal('EVALUATE_DECISION'),
  decisionDefinitionSelector,
  variables: variables.exactOptional(),
});

/** Moves the clock forward. */
export const increaseTime = z.strictObject({ type: z.literal('INCREASE_TIME'), duration: name });

/** Sets the clock. */
export const setTime = z.strictObject({
  type: z.literal('SET_TIME'),
  time: z.iso.datetime({ offset: true, error: 'must be an instant such as 2026-01-19T13:00:00Z' }),
});

/** Resolves an incident; that of a job gives the job one more try. */
export const resolveIncident = z.strictObject({ type: z.literal('RESOLVE_INCIDENT'), incidentSelector });

/** Sets variables of a process instance, or of one element in it. */
export const updateVariables = z
  .strictObject({
    type: z.literal('UPDATE_VARIABLES'),
    processInstanceSelector,
    variables,
    elementSelector: elementSelector.exactOptional(),
    createLocalVariables: z.boolean().exactOptional(),
  })
  .refine((update) => update.createLocalVariables !== true || update.elementSelector !== undefined, {
    path: ['createLocalVariables'],
    error: 'needs an elementSelector',
  });

/** What an instruction does, rather than checks or prepares. */
export const actionInstruction = z.discriminatedUnion('type', [
  createProcessInstance,
  completeJob,
  completeJobAdHocSubProcess,
  completeJobUserTaskListener,
  throwBpmnErrorFromJob,
  completeUserTask,
  publishMessage,
  correlateMessage,
  broadcastSignal,
  evaluateConditionalStartEvent,
  evaluateDecision,
  increaseTime,
  setTime,
  resolveIncident,
  updateVariables,
]);

export type ActionInstruction = z.infer<typeof actionInstruction>;
