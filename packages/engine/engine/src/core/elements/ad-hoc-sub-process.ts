import type { AdHoc } from '../../model/ad-hoc.ts';
import { activateAdHocElements, evaluateActiveElements, evaluateAdHocJob } from '../ad-hoc.ts';
import { createJob } from '../create-job.ts';
import type { Engine } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import type { Evaluation } from '../evaluate.ts';
import { openWaits } from '../waits.ts';
import { type Entered, waits } from './element-behavior.ts';

/** An ad-hoc sub-process: activates the elements of its collection, or asks a worker which. */
export function enterAdHoc(engine: Engine, instance: ElementInstance, adHoc: AdHoc): Evaluation<Entered> {
  if (adHoc.job) {
    const properties = evaluateAdHocJob(engine, instance, adHoc.job);
    if (!properties.ok) return properties;
    const opened = openWaits(engine, instance);
    if (!opened.ok) return opened;
    createJob(engine, instance, properties.value);
    return waits;
  }
  const ids = evaluateActiveElements(engine, instance, adHoc);
  if (!ids.ok) return ids;
  const opened = openWaits(engine, instance);
  if (!opened.ok) return opened;
  const activations = ids.value.map((elementId) => ({ elementId, variables: {} }));
  activateAdHocElements(engine, instance, { adHoc, activations });
  return waits;
}
