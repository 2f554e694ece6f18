import type { ScopeNode } from '../../model/graph.ts';
import { createInstance } from '../element-instances.ts';
import { openWaits } from '../waits.ts';
import { enterAdHoc } from './ad-hoc-sub-process.ts';
import { completes, type ElementBehavior, waits } from './element-behavior.ts';

/**
 * A process, sub-process or event sub-process: begins at its start event and completes when nothing is left
 * in it.
 */
export const scope: ElementBehavior<ScopeNode> = {
  enter(engine, instance, { startId, adHoc }) {
    if (adHoc) return enterAdHoc(engine, instance, adHoc);
    const first = instance.start?.nodeId ?? startId;
    const opened = openWaits(engine, instance, first === undefined ? 'all' : 'atEntry');
    if (!opened.ok) return opened;
    if (first === undefined) return completes;
    const event = createInstance(engine, { scope: instance, elementId: first });
    if (instance.start) event.result = instance.start.variables;
    return waits;
  },
};
