import type { BoundaryNode, PassThroughNode, StartNode } from '../../model/graph.ts';
import { openWaits } from '../waits.ts';
import { completes, type ElementBehavior } from './element-behavior.ts';

/**
 * Undefined and manual tasks, none events, catching links; start and boundary events, whose event has
 * happened.
 */
export const passThrough: ElementBehavior<PassThroughNode | StartNode | BoundaryNode> = {
  enter(engine, instance) {
    const opened = openWaits(engine, instance);
    return opened.ok ? completes : opened;
  },
};
