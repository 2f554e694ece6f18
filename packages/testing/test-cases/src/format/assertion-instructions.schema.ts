import { z } from 'zod';
import { anyJson, listOf, variables } from './json-values.schema.ts';
import {
  decisionSelector,
  elementSelector,
  messageSelector,
  processInstanceSelector,
  userTaskSelector,
} from './selectors.schema.ts';

const name = z.string().min(1, 'must not be empty');
const score = z.number().min(0, 'must be from 0 to 1').max(1, 'must be from 0 to 1');

/** Checks how a decision was evaluated last. */
export const assertDecision = z.strictObject({
  type: z.literal('ASSERT_DECISION'),
  decisionSelector,
  output: anyJson.exactOptional(),
  matchedRules: listOf(z.int()).exactOptional(),
  notMatchedRules: listOf(z.int()).exactOptional(),
  noMatchedRules: z.boolean().exactOptional(),
});

/** Checks how often an element was in a state. */
export const assertElementInstance = z.strictObject({
  type: z.literal('ASSERT_ELEMENT_INSTANCE'),
  processInstanceSelector,
  elementSelector,
  state: z.enum(['IS_ACTIVE', 'IS_COMPLETED', 'IS_TERMINATED']),
  amount: z.int().min(1, 'must be at least 1').exactOptional(),
});

/** Checks the states of several elements. */
export const assertElementInstances = z.strictObject({
  type: z.literal('ASSERT_ELEMENT_INSTANCES'),
  processInstanceSelector,
  elementSelectors: listOf(elementSelector),
  state: z.enum([
    'IS_ACTIVE',
    'IS_COMPLETED',
    'IS_TERMINATED',
    'IS_NOT_ACTIVE',
    'IS_NOT_ACTIVATED',
    'IS_ACTIVE_EXACTLY',
    'IS_COMPLETED_IN_ORDER',
  ]),
});

/** Checks the state of a process instance. */
export const assertProcessInstance = z.strictObject({
  type: z.literal('ASSERT_PROCESS_INSTANCE'),
  processInstanceSelector,
  state: z.enum(['IS_ACTIVE', 'IS_COMPLETED', 'IS_CREATED', 'IS_TERMINATED']).exactOptional(),
  hasActiveIncidents: z.boolean().exactOptional(),
});

/** Checks whether a process instance waits for a message, or got it. */
export const assertProcessInstanceMessageSubscription = z.strictObject({
  type: z.literal('ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION'),
  processInstanceSelector,
  messageSelector,
  state: z.enum(['IS_WAITING', 'IS_NOT_WAITING', 'IS_CORRELATED']),
});

/** Checks a user task. */
export const assertUserTask = z.strictObject({
  type: z.literal('ASSERT_USER_TASK'),
  userTaskSelector,
  state: z.enum(['IS_CREATED', 'IS_COMPLETED', 'IS_CANCELED', 'IS_FAILED']).exactOptional(),
  assignee: z.string().exactOptional(),
  candidateGroups: listOf(z.string()).exactOptional(),
  priority: z.int().exactOptional(),
  elementId: name.exactOptional(),
  name: z.string().exactOptional(),
  dueDate: z.string().exactOptional(),
  followUpDate: z.string().exactOptional(),
});

/** Checks one variable: by an expression, or by what a language model or an embedding thinks of it. */
export const assertVariable = z.strictObject({
  type: z.literal('ASSERT_VARIABLE'),
  processInstanceSelector,
  elementSelector: elementSelector.exactOptional(),
  variableName: name,
  satisfiesExpression: name.exactOptional(),
  satisfiesJudge: z
    .strictObject({
      expectation: z.string(),
      threshold: score.exactOptional(),
      customPrompt: z.string().exactOptional(),
      attachDocuments: z.boolean().exactOptional(),
    })
    .exactOptional(),
  similarTo: z.strictObject({ expectedValue: z.string(), threshold: score.exactOptional() }).exactOptional(),
});

/** Checks variables of a process instance, or the local ones of an element. */
export const assertVariables = z.strictObject({
  type: z.literal('ASSERT_VARIABLES'),
  processInstanceSelector,
  elementSelector: elementSelector.exactOptional(),
  variableNames: listOf(z.string()).exactOptional(),
  variables: variables.exactOptional(),
});

/** What an instruction checks. */
export const assertionInstruction = z.discriminatedUnion('type', [
  assertDecision,
  assertElementInstance,
  assertElementInstances,
  assertProcessInstance,
  assertProcessInstanceMessageSubscription,
  assertUserTask,
  assertVariable,
  assertVariables,
]);

export type AssertionInstruction = z.infer<typeof assertionInstruction>;
