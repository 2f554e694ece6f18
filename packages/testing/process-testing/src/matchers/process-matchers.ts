import type { JsonObject, JsonValue } from '@jobwright/json';
import type { ExpectedVariables, Requirement } from '../assertions/variable-checks.ts';
import type { Selection } from '../selectors/resolve-selector.ts';
import type { ElementInfo, IncidentInfo, VariableInfo } from '../views/infos.ts';

type Elements = Selection<ElementInfo>[];
type Time = Date | string | number;

/**
 * Matchers of `expect` for process instances, user tasks, decisions and incidents. A text is an element id,
 * unless the test says otherwise.
 */
export interface ProcessMatchers<Result> {
  /** A process instance that exists; a user task that is open. */
  toBeCreated(): Result;
  /** A process instance that runs; an incident that is not resolved. */
  toBeActive(): Result;
  /** A process instance that has reached its end; a user task that is done. */
  toBeCompleted(): Result;
  /** A process instance that was cancelled. */
  toBeTerminated(): Result;
  /** A user task that nobody can do any more. */
  toBeCanceled(): Result;
  /** A decision that failed, a user task that failed. */
  toBeFailed(): Result;
  /** A decision that was evaluated and did not fail. */
  toBeEvaluated(): Result;
  /** An incident that is resolved. */
  toBeResolved(): Result;

  /** Each of these elements is active. */
  toHaveActiveElements(...elements: Elements): Result;
  toHaveActiveElement(element: Selection<ElementInfo>, times: number): Result;
  /** These elements are active, and no others. */
  toHaveActiveElementsExactly(...elements: Elements): Result;
  /** None of these elements is active; without any, no element is. */
  toHaveNoActiveElements(...elements: Elements): Result;
  /** None of these elements was ever entered. */
  toHaveNotActivatedElements(...elements: Elements): Result;
  /** These elements have completed, in this order; others may have in between. */
  toHaveCompletedElements(...elements: Elements): Result;
  /** The same as `toHaveCompletedElements`, by the name of Camunda Process Test. */
  toHaveCompletedElementsInOrder(...elements: Elements): Result;
  /** Each of these elements has completed. */
  toHaveCompletedElementsInAnyOrder(...elements: Elements): Result;
  toHaveCompletedElement(element: Selection<ElementInfo>, times: number): Result;
  /** Each of these elements was terminated. */
  toHaveTerminatedElements(...elements: Elements): Result;
  toHaveTerminatedElement(element: Selection<ElementInfo>, times: number): Result;

  toHaveVariableNames(...names: string[]): Result;
  toHaveVariable(variable: Selection<VariableInfo>, value: unknown): Result;
  /** It may have others. */
  toHaveVariables(variables: ExpectedVariables): Result;
  /** The requirement may contain assertions; it fails if it throws or returns false. */
  toHaveVariableSatisfying(name: string, requirement: Requirement<JsonValue>): Result;
  toHaveVariablesSatisfying(requirement: Requirement<JsonObject>): Result;
  /** Of the element itself. */
  toHaveLocalVariableNames(element: Selection<ElementInfo>, ...names: string[]): Result;
  toHaveLocalVariable(
    element: Selection<ElementInfo>,
    variable: Selection<VariableInfo>,
    value: unknown,
  ): Result;
  toHaveLocalVariables(element: Selection<ElementInfo>, variables: ExpectedVariables): Result;
  toHaveLocalVariableSatisfying(
    element: Selection<ElementInfo>,
    name: string,
    requirement: Requirement<JsonValue>,
  ): Result;

  /** At least one, or one at each of these elements. */
  toHaveActiveIncidents(...incidents: Selection<IncidentInfo>[]): Result;
  toHaveNoActiveIncidents(): Result;
  toBeWaitingForMessage(name: string, correlationKey?: string): Result;
  toHaveCorrelatedMessage(name: string, correlationKey?: string): Result;

  /** Of a user task. Empty: nobody. */
  toHaveAssignee(assignee: string): Result;
  toHavePriority(priority: number): Result;
  /** Of a user task or an incident. */
  toHaveElementId(elementId: string): Result;
  toHaveName(name: string): Result;
  toHaveFormKey(formKey: string): Result;
  toHaveDueDate(dueDate: Time): Result;
  toHaveFollowUpDate(followUpDate: Time): Result;
  toHaveCreationDate(creationDate: Time): Result;
  toHaveCompletionDate(completionDate: Time): Result;
  toHaveCandidateGroup(group: string): Result;
  toHaveCandidateGroups(...groups: string[]): Result;
  toHaveCandidateUser(user: string): Result;
  toHaveCandidateUsers(...users: string[]): Result;
  /** Of a user task or an incident. */
  toHaveProcessInstanceKey(key: string): Result;

  /** Of a decision. */
  toHaveOutput(output: unknown): Result;
  /** Rules are counted from 1; others may have matched too. */
  toHaveMatchedRules(...rules: number[]): Result;
  toHaveNotMatchedRules(...rules: number[]): Result;
  toHaveNoMatchedRules(): Result;

  /** Of an incident, as the broker names it, e.g. `JOB_NO_RETRIES`. */
  toHaveErrorType(errorType: string): Result;
  toHaveErrorMessage(errorMessage: string): Result;
}

type EventualName<Name> = Name extends `to${infer Rest}` ? `toEventually${Rest}` : never;

/**
 * The same matchers for workers that take their time: `await expect(order).toEventuallyBeCompleted()`. They
 * wait at most as long as the test says.
 */
export type EventualProcessMatchers = {
  [Name in keyof ProcessMatchers<unknown> as EventualName<Name>]: ProcessMatchers<Promise<void>>[Name];
};
