import { type Element, handlerId, joinId, mergeId, splitId, type Task } from '../process-model.ts';
import { withBoundaries } from './boundaries.ts';
import { enterFork } from './fork.ts';
import { enterLoop } from './loop.ts';
import { enterScope } from './scope.ts';
import { enterSequence } from './sequence.ts';
import {
  isToken,
  matches,
  onItsWay,
  type Outcome,
  type TokenContext,
  type Token,
  waitingToken,
} from './token.ts';
import { throwCode, throwEvent } from './throwing.ts';

/** A token enters an element. */
export function enterElement(context: TokenContext, element: Element): Outcome {
  const { world, path } = context;
  const { id } = element;
  switch (element.kind) {
    case 'pass':
      world.completed.push(id);
      return 'out';
    case 'throw':
      return throwEvent(context, id, element.throws);
    case 'catch': {
      const waiting = { kind: element.on, id, path: element.on === 'signal' ? '' : path };
      return waitingToken(context, {
        id,
        waits: [waiting],
        react(happening) {
          if (!matches(happening, waiting)) return undefined;
          world.completed.push(id);
          return 'out';
        },
      });
    }
    case 'task':
      return withBoundaries(context, element, (within) =>
        element.loop
          ? enterLoop(within, { id, loop: element.loop }, (round) => enterTask(round, element))
          : enterTask(within, element),
      );
    case 'scope':
      return withBoundaries(context, element, (within) =>
        element.loop
          ? enterLoop(within, { id, loop: element.loop }, (round) => enterScope(round, element))
          : enterScope(within, element),
      );
    case 'fork':
      return enterFork(context, element);
    case 'eventGateway':
      return enterEventGateway(context, element);
    case 'repeat':
      world.completed.push(mergeId(id));
      return afterBody(context, element, enterSequence(context, element.body));
  }
}

function enterTask(context: TokenContext, { id, isUndoable }: Pick<Task, 'id' | 'isUndoable'>): Outcome {
  const { world, path, scope } = context;
  const waiting = { kind: 'task' as const, id, path };
  return waitingToken(context, {
    id,
    waits: [waiting],
    react(happening) {
      if (!matches(happening, waiting)) return undefined;
      if (happening.errorCode !== undefined) throwCode(context, 'error', happening.errorCode);
      world.completed.push(id);
      if (isUndoable) scope.compensable.push({ activityId: id, handlerId: handlerId(id), inner: [] });
      return 'out';
    },
  });
}

function enterEventGateway(
  context: TokenContext,
  element: Extract<Element, { kind: 'eventGateway' }>,
): Outcome {
  const { id, branches } = element;
  const { world, path } = context;
  const waits = branches.map((branch) => ({
    kind: branch.on,
    id: branch.id,
    path: branch.on === 'signal' ? '' : path,
  }));
  return waitingToken(context, {
    id,
    waits,
    react(happening) {
      const at = waits.findIndex((waiting) => matches(happening, waiting));
      const branch = branches[at];
      if (!branch) return undefined;
      world.completed.push(id, branch.id);
      const outcome = enterSequence(context, branch.rest);
      return joined(context, id, outcome);
    },
  });
}

/** Behind a branch comes the gateway that brings the branches together. */
function joined(context: TokenContext, id: string, outcome: Outcome): Outcome {
  if (outcome === 'out') context.world.completed.push(joinId(id));
  if (!isToken(outcome)) return outcome;
  return {
    ...outcome,
    react(happening) {
      const next = outcome.react(happening);
      return next === undefined ? undefined : joined(context, id, next);
    },
  };
}

/** The body of a repetition has come to an outcome: then its task decides. */
function afterBody(
  context: TokenContext,
  element: Extract<Element, { kind: 'repeat' }>,
  outcome: Outcome,
): Outcome {
  if (outcome === 'over') return 'over';
  const task = { id: element.taskId, isUndoable: false };
  return repeating(
    context,
    element,
    outcome === 'out' ? enterTask(context, task) : outcome,
    outcome !== 'out',
  );
}

function repeating(
  context: TokenContext,
  element: Extract<Element, { kind: 'repeat' }>,
  first: Outcome,
  isInBody: boolean,
): Outcome {
  if (!isToken(first)) return first;
  let token: Token = first;
  const self: Token = {
    waiting: () => token.waiting(),
    react(happening) {
      const outcome = token.react(happening);
      if (outcome === undefined) return undefined;
      if (isToken(outcome)) {
        token = outcome;
        return self;
      }
      token = onItsWay;
      if (isInBody) return afterBody(context, element, outcome);
      context.world.completed.push(splitId(element.id));
      if (happening.goesRound !== true) return 'out';
      context.world.completed.push(mergeId(element.id));
      return afterBody(context, element, enterSequence(context, element.body));
    },
    cancel: () => token.cancel(),
    canComeOut: () => token.canComeOut(),
  };
  return self;
}
