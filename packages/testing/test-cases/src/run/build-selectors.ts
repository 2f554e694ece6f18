import {
  type DecisionSelector as DecisionSelection,
  DecisionSelectors,
  type ElementSelector as ElementSelection,
  ElementSelectors,
  type IncidentSelector as IncidentSelection,
  IncidentSelectors,
  type JobSelector as JobSelection,
  JobSelectors,
  createSelector,
  type Selector,
  type UserTaskSelector as UserTaskSelection,
  UserTaskSelectors,
} from '@jobwright/process-testing';
import type {
  DecisionSelector,
  ElementSelector,
  IncidentSelector,
  JobSelector,
  UserTaskSelector,
} from '../format/selectors.schema.ts';

/** One selector of several that must all match; the format has at least one. */
function all<Candidate>(
  parts: readonly (readonly [string | undefined, (value: string) => Selector<Candidate>])[],
): Selector<Candidate> {
  const selectors = parts.flatMap(([value, create]) => (value === undefined ? [] : [create(value)]));
  const [first, ...others] = selectors;
  return others.reduce(
    (selector, other) => selector.and(other),
    first ?? createSelector<Candidate>('nothing', () => false),
  );
}

/** The selector of a job. */
export const selectJob = ({ jobType, elementId, processDefinitionId }: JobSelector): JobSelection =>
  all([
    [jobType, JobSelectors.byJobType],
    [elementId, (id) => JobSelectors.byElementId(id)],
    [processDefinitionId, JobSelectors.byProcessId],
  ]);

/** The selector of a user task. */
export const selectUserTask = (selector: UserTaskSelector): UserTaskSelection =>
  all([
    [selector.elementId, (id) => UserTaskSelectors.byElementId(id)],
    [selector.taskName, (name) => UserTaskSelectors.byTaskName(name)],
    [
      selector.processDefinitionId,
      (id) => createSelector(`process id: ${id}`, ({ bpmnProcessId }) => bpmnProcessId === id),
    ],
  ]);

/** The selector of an incident. */
export const selectIncident = ({ elementId, processDefinitionId }: IncidentSelector): IncidentSelection =>
  all([
    [elementId, IncidentSelectors.byElementId],
    [processDefinitionId, IncidentSelectors.byProcessId],
  ]);

/** The selector of an evaluated decision. */
export const selectDecision = (selector: DecisionSelector): DecisionSelection =>
  all([
    [selector.decisionDefinitionId, (id) => DecisionSelectors.byId(id)],
    [selector.decisionDefinitionName, DecisionSelectors.byName],
  ]);

/** The selector of an element: by its id if it is given, as Camunda Process Test does. */
export const selectElement = ({ elementId, elementName }: ElementSelector): ElementSelection =>
  elementId === undefined ? ElementSelectors.byName(elementName ?? '') : ElementSelectors.byId(elementId);
