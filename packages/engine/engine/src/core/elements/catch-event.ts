import type { CatchNode, EventBasedGatewayNode } from '../../model/graph.ts';
import { openWaits } from '../waits.ts';
import { completes, type ElementBehavior, waits } from './element-behavior.ts';

/**
 * Catching intermediate events, receive tasks, and event-based gateways, which wait for the events behind
 * them.
 */
export const catchEvent: ElementBehavior<CatchNode | EventBasedGatewayNode> = {
  enter(engine, instance) {
    // Behind an event-based gateway the event has already happened.
    if (instance.isTriggered === true) return completes;
    const opened = openWaits(engine, instance);
    return opened.ok ? waits : opened;
  },
};
