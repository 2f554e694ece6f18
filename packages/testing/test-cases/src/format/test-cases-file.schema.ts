import { z } from 'zod';
import {
  actionInstruction,
  broadcastSignal,
  completeJob,
  completeJobAdHocSubProcess,
  completeJobUserTaskListener,
  completeUserTask,
  correlateMessage,
  publishMessage,
  resolveIncident,
  throwBpmnErrorFromJob,
  updateVariables,
} from './action-instructions.schema.ts';
import { assertionInstruction } from './assertion-instructions.schema.ts';
import { anyJson, listOf } from './json-values.schema.ts';
import { mockInstruction } from './mock-instructions.schema.ts';

/**
 * What a conditional behaviour may do: what moves the process, not what starts one, moves the clock or mocks.
 */
export const behaviorAction = z.discriminatedUnion('type', [
  broadcastSignal,
  completeJob,
  completeJobAdHocSubProcess,
  completeJobUserTaskListener,
  completeUserTask,
  correlateMessage,
  publishMessage,
  resolveIncident,
  throwBpmnErrorFromJob,
  updateVariables,
]);

/** Does something whenever all conditions come to hold, until the end of the test case. */
export const conditionalBehavior = z.strictObject({
  type: z.literal('CONDITIONAL_BEHAVIOR'),
  name: z.string().exactOptional(),
  conditions: listOf(assertionInstruction).min(1, 'needs at least one condition'),
  actions: listOf(behaviorAction).min(1, 'needs at least one action'),
});

/** One step of a test case. */
export const testCaseInstruction = z.discriminatedUnion('type', [
  actionInstruction,
  assertionInstruction,
  mockInstruction,
  conditionalBehavior,
]);

/** A test case: instructions, done one after the other. */
export const testCase = z.looseObject({
  name: z.string(),
  description: z.string().nullable().exactOptional(),
  instructions: listOf(testCaseInstruction),
  /** Of Web Modeler, which shows it. */
  metadata: anyJson.exactOptional(),
});

/** A file of test cases in Camunda's format, as of 8.9 and 8.10. */
export const testCasesFile = z.looseObject({
  $schema: z.string().exactOptional(),
  /** The process that Web Modeler shows the test cases with. */
  processId: z.string().nullable().exactOptional(),
  testCases: listOf(testCase),
});

export type BehaviorAction = z.infer<typeof behaviorAction>;
export type ConditionalBehavior = z.infer<typeof conditionalBehavior>;
/** One step of a test case: an action, an assertion, a mock or a conditional behavior. */
export type TestCaseInstruction = z.infer<typeof testCaseInstruction>;
/** A test case: its name and its instructions. */
export type TestCase = z.infer<typeof testCase>;
/** A file of test cases. */
export type TestCasesFile = z.infer<typeof testCasesFile>;
