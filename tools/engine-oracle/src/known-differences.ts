import type { AvoidedShape, Observation, ProcessIndex } from '@jobwright/random-processes';
import {
  compensatedEventSubProcess,
  endBeforeInclusiveJoin,
  escalatedEventSubProcess,
  compensableScope,
  interruptedScope,
  joinedBranches,
  twoTokensOfOneFlow,
  undoneTask,
  waitingGateway,
} from './difference-examples.ts';
import type { DifferenceExample } from './difference-example.ts';

type Lists = Pick<Observation, 'active' | 'completed' | 'cancelled' | 'entered'>;

/** Something that Camunda 8 does otherwise than Camunda 7, with an example in which it still occurs. */
export type KnownDifference = {
  readonly name: string;
  /** What Camunda 8 documents, and what Camunda 7 does. */
  readonly reason: string;
  readonly example: DifferenceExample;
} & (
  | { readonly normalize: (index: ProcessIndex, lists: Lists) => Lists }
  /** The random processes are made without it. */
  | { readonly avoid: AvoidedShape }
);

function drop(lists: Lists, isDropped: (id: string) => boolean): Lists {
  const keep = (ids: readonly string[]): string[] => ids.filter((id) => !isDropped(id));
  return {
    active: keep(lists.active),
    completed: keep(lists.completed),
    cancelled: keep(lists.cancelled),
    ...(lists.entered && { entered: keep(lists.entered) }),
  };
}

const withoutEnds = (lists: Lists, isAny: (id: string) => boolean): Lists => ({
  ...lists,
  completed: [...lists.completed, ...lists.cancelled.filter(isAny)].sort(),
  cancelled: lists.cancelled.filter((id) => !isAny(id)),
});

export const knownDifferences: readonly KnownDifference[] = [
  {
    name: 'tokens at joins',
    reason:
      'Camunda 7 records each token that waits at a join as an activity of its own. In Camunda 8 a gateway is activated once, when the tokens have been joined.',
    normalize: (index, lists) => drop(lists, (id) => index.joins.has(id)),
    example: joinedBranches,
  },
  {
    name: 'compensation boundary events',
    reason:
      'Camunda 8 activates and completes the boundary event when its handler is called. Camunda 7 records the handler alone.',
    normalize: (index, lists) => drop(lists, (id) => index.undoEvents.has(id)),
    example: undoneTask,
  },
  {
    name: 'ends of event-based gateways',
    reason:
      'In Camunda 8 an event-based gateway completes when one of its events occurs. Camunda 7 records it as cancelled.',
    normalize: (index, lists) => withoutEnds(lists, (id) => index.eventGateways.has(id)),
    example: waitingGateway,
  },
  {
    name: 'boundary events of an interrupted sub-process',
    reason:
      'In Camunda 8 an interrupting event sub-process closes the start events of event sub-processes in its scope; boundary events stay as long as the sub-process is active. Camunda 7 closes them too.',
    avoid: 'bordersOfInterruptedScopes',
    example: interruptedScope,
  },
  {
    name: 'compensation of an event sub-process that has completed',
    reason:
      'In Camunda 8 embedded sub-processes and multi-instance activities pass compensation on to what has completed in them; event sub-processes do not. In Camunda 7 they do.',
    avoid: 'undoInEventSubProcesses',
    example: compensatedEventSubProcess,
  },
  {
    name: 'timers of sub-processes that can be compensated',
    reason:
      'Camunda 7 keeps a completed sub-process with compensation handlers for later, and with it may start the timers of its boundary events and event sub-processes again. In Camunda 8 these end with the activity.',
    avoid: 'timersOfCompensableScopes',
    example: compensableScope,
  },
  {
    name: 'escalations thrown in an event sub-process',
    reason:
      'In Camunda 8 the event sub-processes of the scope around catch them, even the one that throws if it does not interrupt. In Camunda 7 an event sub-process does not catch its own escalation.',
    avoid: 'escalationsInEventSubProcesses',
    example: escalatedEventSubProcess,
  },
  {
    name: 'two tokens of one flow at a parallel join',
    reason:
      'In Camunda 8 a parallel join needs a token of each incoming flow. Camunda 7 counts tokens, so two that came by the same flow are enough.',
    avoid: 'joinsOfRepeatedFlows',
    example: twoTokensOfOneFlow,
  },
  {
    name: 'ends before an inclusive join',
    reason:
      'Camunda 8 documents that an inclusive join goes on when no token can reach it any more. Camunda 7 looks only when a token arrives, and waits forever when the last other token ends elsewhere.',
    avoid: 'endsBeforeInclusiveJoins',
    example: endBeforeInclusiveJoin,
  },
];

/** Takes the known differences out of what a side observes, except the named one. */
export const normalizeWithout =
  (index: ProcessIndex, name?: string) =>
  (observation: Observation): Observation => ({
    ...observation,
    ...knownDifferences.reduce<Lists>(
      (lists, each) => ('normalize' in each && each.name !== name ? each.normalize(index, lists) : lists),
      observation,
    ),
  });

export const avoidedShapes: readonly AvoidedShape[] = knownDifferences.flatMap((each) =>
  'avoid' in each ? [each.avoid] : [],
);
