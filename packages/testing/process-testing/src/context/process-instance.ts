import type { JsonObject } from '@jobwright/json';
import { ProcessTestError } from '../process-test-error.ts';
import type { Selector } from '../selectors/selector.ts';
import { type Selection, resolveSelector } from '../selectors/resolve-selector.ts';
import {
  type DecisionSelector,
  DecisionSelectors,
  type IncidentSelector,
  IncidentSelectors,
  ProcessInstanceSelectors,
  type UserTaskSelector,
  UserTaskSelectors,
} from '../selectors/selectors.ts';
import type {
  DecisionInfo,
  ElementInfo,
  IncidentInfo,
  ProcessInstanceInfo,
  UserTaskInfo,
} from '../views/infos.ts';
import {
  viewDecisions,
  viewElements,
  viewIncidents,
  viewProcessInstances,
  viewUserTasks,
} from '../views/views.ts';
import type { TestContext } from './test-context.ts';

/** Something that assertions are about; it is looked up at each of them. */
interface Target<Kind extends string, Info, Test = unknown> {
  readonly kind: Kind;
  /** For assertions and matchers. */
  readonly context: TestContext<Test>;
  /** For messages. */
  readonly description: string;
  /** What it is now; undefined while there is none. */
  readonly find: () => Info | undefined;
}

/** A user task to assert on: the first one that the selector matches. */
export type UserTaskTarget = Target<'userTask', UserTaskInfo>;
/** A decision to assert on: the latest evaluation that the selector matches. */
export type DecisionTarget = Target<'decision', DecisionInfo>;
/** An incident to assert on: the first one that the selector matches. */
export type IncidentTarget = Target<'incident', IncidentInfo>;

/** A process instance, running or ended. */
export interface ProcessInstanceTarget<Test = unknown> extends Target<
  'processInstance',
  ProcessInstanceInfo,
  Test
> {
  /** The test that it runs in. */
  readonly test: Test;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly state: ProcessInstanceInfo['state'];
  /** Of the process instance itself, not of its elements. */
  readonly variables: JsonObject;
  /** The elements it passed, in the order of entering. */
  readonly elements: readonly ElementInfo[];
  /** The ids of these elements. */
  readonly path: readonly string[];
  /** The incidents that it has now. */
  readonly incidents: readonly IncidentInfo[];
  /** A user task of this instance; a text is an element id. */
  readonly userTask: (selection: Selection<UserTaskInfo>) => UserTaskTarget;
  /** A decision that this instance evaluated; a text is a decision id. */
  readonly decision: (selection: Selection<DecisionInfo>) => DecisionTarget;
  /** An incident of this instance; a text is an element id. */
  readonly incident: (selection: Selection<IncidentInfo>) => IncidentTarget;
}

/** The user task that a selection means. */
export function userTaskTarget(context: TestContext, selector: UserTaskSelector): UserTaskTarget {
  return {
    ...{ kind: 'userTask', context, description: `User task [${selector.description}]` },
    find: () => viewUserTasks(context).find(selector.matches),
  };
}

/** The decision that a selection means. */
export function decisionTarget(context: TestContext, selector: DecisionSelector): DecisionTarget {
  return {
    ...{ kind: 'decision', context, description: `Decision [${selector.description}]` },
    find: () => viewDecisions(context).findLast(selector.matches),
  };
}

/** The incident that a selection means. */
export function incidentTarget(context: TestContext, selector: IncidentSelector): IncidentTarget {
  return {
    ...{ kind: 'incident', context, description: `Incident [${selector.description}]` },
    find: () => viewIncidents(context).find(selector.matches),
  };
}

/** The process instance that a selection means. */
export function processInstanceTarget<Test>(
  context: TestContext<Test>,
  selection: Selection<ProcessInstanceInfo>,
): ProcessInstanceTarget<Test> {
  const selector = resolveSelector(selection, ProcessInstanceSelectors.byProcessId);
  const find = (): ProcessInstanceInfo | undefined => viewProcessInstances(context).find(selector.matches);
  const get = (): ProcessInstanceInfo => {
    const info = find();
    if (info) return info;
    throw new ProcessTestError(`There is no process instance with [${selector.description}]`);
  };
  const byKey = (): string => get().processInstanceKey;
  const ofThis = <Info extends { readonly processInstanceKey?: string }>(info: Info): boolean =>
    info.processInstanceKey === find()?.processInstanceKey;
  return {
    kind: 'processInstance',
    context,
    find,
    get description() {
      const info = find();
      return info
        ? `Process instance '${info.bpmnProcessId}' (${info.processInstanceKey})`
        : `Process instance [${selector.description}]`;
    },
    get test() {
      return context.test();
    },
    get processInstanceKey() {
      return byKey();
    },
    get bpmnProcessId() {
      return get().bpmnProcessId;
    },
    get state() {
      return get().state;
    },
    get variables() {
      return get().variables;
    },
    get elements() {
      return viewElements(context, byKey());
    },
    get path() {
      return viewElements(context, byKey()).map(({ elementId }) => elementId);
    },
    get incidents() {
      const key = find()?.processInstanceKey;
      return viewIncidents(context).filter(
        ({ processInstanceKey, state }) => processInstanceKey === key && state === 'ACTIVE',
      );
    },
    userTask: (given) =>
      userTaskTarget(context, restrict(resolveSelector(given, UserTaskSelectors.byElementId), ofThis)),
    decision: (given) =>
      decisionTarget(context, restrict(resolveSelector(given, DecisionSelectors.byId), ofThis)),
    incident: (given) =>
      incidentTarget(context, restrict(resolveSelector(given, IncidentSelectors.byElementId), ofThis)),
  };
}

const restrict = <Info>(selector: Selector<Info>, isOfInstance: (info: Info) => boolean): Selector<Info> => ({
  ...selector,
  matches: (info) => selector.matches(info) && isOfInstance(info),
});
