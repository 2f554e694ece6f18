import type { GraphNode } from '../../model/graph.ts';
import type { Engine } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import type { Evaluation } from '../evaluate.ts';
import { calledDecision } from './called-decision.ts';
import { callActivity } from './call-activity.ts';
import { catchEvent } from './catch-event.ts';
import type { Entered } from './element-behavior.ts';
import { exclusiveGateway, inclusiveGateway, parallelGateway } from './gateways.ts';
import { job } from './job.ts';
import { passThrough } from './pass-through.ts';
import { scope } from './scope.ts';
import { script } from './script.ts';
import {
  compensationThrow,
  errorEnd,
  escalationThrow,
  linkThrow,
  signalThrow,
  terminateEnd,
} from './throw-events.ts';
import { userTask } from './user-task.ts';

/** Enters an element by the behaviour of its kind. */
export function enterNode(engine: Engine, instance: ElementInstance, node: GraphNode): Evaluation<Entered> {
  switch (node.kind) {
    case 'scope':
      return scope.enter(engine, instance, node);
    case 'start':
    case 'boundary':
    case 'passThrough':
      return passThrough.enter(engine, instance, node);
    case 'job':
      return job.enter(engine, instance, node);
    case 'userTask':
      return userTask.enter(engine, instance, node);
    case 'script':
      return script.enter(engine, instance, node);
    case 'calledDecision':
      return calledDecision.enter(engine, instance, node);
    case 'callActivity':
      return callActivity.enter(engine, instance, node);
    case 'catch':
    case 'eventBasedGateway':
      return catchEvent.enter(engine, instance, node);
    case 'exclusiveGateway':
      return exclusiveGateway.enter(engine, instance, node);
    case 'inclusiveGateway':
      return inclusiveGateway.enter(engine, instance, node);
    case 'parallelGateway':
      return parallelGateway.enter(engine, instance, node);
    case 'errorEnd':
      return errorEnd.enter(engine, instance, node);
    case 'terminateEnd':
      return terminateEnd.enter(engine, instance, node);
    case 'escalationThrow':
      return escalationThrow.enter(engine, instance, node);
    case 'signalThrow':
      return signalThrow.enter(engine, instance, node);
    case 'linkThrow':
      return linkThrow.enter(engine, instance, node);
    case 'compensationThrow':
      return compensationThrow.enter(engine, instance, node);
  }
}
