import type { ProcessInstanceTarget } from '../context/process-instance.ts';
import { resolveSelector, type Selection } from '../selectors/resolve-selector.ts';
import { IncidentSelectors } from '../selectors/selectors.ts';
import type { IncidentInfo, ProcessInstanceInfo } from '../views/infos.ts';
import { type Check, createCheckOf, describeCheck, showList } from './check.ts';
import { reportInstance } from './describe-instance.ts';

const check = createCheckOf<ProcessInstanceInfo>({ absent: 'it was not created', report: reportInstance });

const checkState = (
  target: ProcessInstanceTarget,
  wish: string,
  holds: (state: ProcessInstanceInfo['state']) => boolean,
): Check =>
  check(target, wish, {
    holds: ({ state }) => holds(state),
    actual: ({ state }) => `it is ${state.toLowerCase()}`,
  });

const waitsForMessage = (
  { context }: ProcessInstanceTarget,
  { processInstanceKey }: ProcessInstanceInfo,
  { name, correlationKey }: { readonly name: string; readonly correlationKey: string | undefined },
): boolean =>
  context.core
    .subscriptions()
    .some(
      (subscription) =>
        subscription.kind === 'message' &&
        subscription.name === name &&
        subscription.processInstanceKey === processInstanceKey &&
        (correlationKey === undefined || subscription.correlationKey === correlationKey),
    );

const describeMessage = (name: string, correlationKey?: string): string =>
  correlationKey === undefined ? `'${name}'` : `'${name}' with the correlation key '${correlationKey}'`;

/** What can be asserted of a process instance itself. */
export const processInstanceChecks = {
  /** It is active, completed or terminated. */
  isCreated: (target: ProcessInstanceTarget): Check => checkState(target, 'to be created', () => true),
  /** It runs. */
  isActive: (target: ProcessInstanceTarget): Check =>
    checkState(target, 'to be active', (state) => state === 'ACTIVE'),
  /** It has reached its end. */
  isCompleted: (target: ProcessInstanceTarget): Check =>
    checkState(target, 'to be completed', (state) => state === 'COMPLETED'),
  /** It was cancelled. */
  isTerminated: (target: ProcessInstanceTarget): Check =>
    checkState(target, 'to be terminated', (state) => state === 'TERMINATED'),
  /** It has active incidents: at least one, or one at each of these elements. */
  hasActiveIncidents(target: ProcessInstanceTarget, ...selections: Selection<IncidentInfo>[]): Check {
    const incidents = target.incidents;
    const selectors = selections.map((each) => resolveSelector(each, IncidentSelectors.byElementId));
    const missing = selectors.filter(({ matches }) => !incidents.some(matches));
    return describeCheck({
      target,
      wish: 'to have active incidents',
      pass: target.find() !== undefined && incidents.length > 0 && missing.length === 0,
      actual: () =>
        incidents.length === 0
          ? 'it has none'
          : `it has none with ${showList(missing.map(({ description }) => description))}`,
      report: () => reportInstance(target),
    });
  },
  /** It has no active incident. */
  hasNoActiveIncidents(target: ProcessInstanceTarget): Check {
    const incidents = target.incidents;
    return describeCheck({
      target,
      wish: 'to have no active incidents',
      pass: target.find() !== undefined && incidents.length === 0,
      actual: () => (target.find() ? `it has ${incidents.length}` : 'it was not created'),
      report: () => reportInstance(target),
    });
  },
  /** It waits for a message now. */
  isWaitingForMessage: (target: ProcessInstanceTarget, name: string, correlationKey?: string): Check =>
    check(target, `to be waiting for the message ${describeMessage(name, correlationKey)}`, {
      holds: (info) => waitsForMessage(target, info, { name, correlationKey }),
      actual: () => 'it is not',
    }),
  /** It does not wait for a message now. */
  isNotWaitingForMessage: (target: ProcessInstanceTarget, name: string, correlationKey?: string): Check =>
    check(target, `not to be waiting for the message ${describeMessage(name, correlationKey)}`, {
      holds: (info) => !waitsForMessage(target, info, { name, correlationKey }),
      actual: () => 'it is',
    }),
  /** It got a message. */
  hasCorrelatedMessage(target: ProcessInstanceTarget, name: string, correlationKey?: string): Check {
    const { context } = target;
    const got = context.core.history(target.find()?.processInstanceKey ?? '')?.messages ?? [];
    return describeCheck({
      target,
      wish: `to have received the message ${describeMessage(name, correlationKey)}`,
      pass: got.some(
        (message) =>
          message.name === name &&
          (correlationKey === undefined || message.correlationKey === correlationKey),
      ),
      actual: () => `it has received ${showList(got.map((message) => message.name))}`,
      report: () => reportInstance(target),
    });
  },
} as const;
