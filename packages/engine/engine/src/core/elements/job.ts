import type { JobNode } from '../../model/graph.ts';
import { createJob, evaluateJob } from '../create-job.ts';
import { openWaits } from '../waits.ts';
import { type ElementBehavior, waits } from './element-behavior.ts';

/** Tasks and throwing message events that a worker does. */
export const job: ElementBehavior<JobNode> = {
  enter(engine, instance, node) {
    const properties = evaluateJob(engine, instance, node);
    if (!properties.ok) return properties;
    const opened = openWaits(engine, instance);
    if (!opened.ok) return opened;
    createJob(engine, instance, properties.value);
    return waits;
  },
};
