import type { Key, Result } from './commands.ts';
import { type Engine, getExecutable } from './engine.ts';
import { type ElementInstance, type IncidentRecord, nextKey } from './engine-state.ts';
import { recordIncident, recordResolved } from './history.ts';
import { releaseJob } from './release-job.ts';
import { reject, succeed } from './result.ts';

export function raiseIncident(
  engine: Engine,
  instance: ElementInstance,
  details: Pick<IncidentRecord, 'type' | 'message' | 'step'> & { readonly jobKey?: Key },
): void {
  const key = nextKey(engine.state);
  const incident: IncidentRecord = {
    key,
    ...details,
    processInstanceKey: instance.processInstanceKey,
    bpmnProcessId: getExecutable(engine, instance).definition.bpmnProcessId,
    elementId: instance.elementId,
    elementInstanceKey: instance.key,
  };
  engine.state.incidents.set(key, incident);
  recordIncident(engine, instance, incident);
  instance.incidentKeys.push(key);
  engine.counts.incidentsCreated += 1;
}

function removeIncident(engine: Engine, incident: IncidentRecord): void {
  recordResolved(engine, incident);
  engine.state.incidents.delete(incident.key);
  const keys = engine.state.elementInstances.get(incident.elementInstanceKey)?.incidentKeys;
  const index = keys?.indexOf(incident.key) ?? -1;
  if (index >= 0) keys?.splice(index, 1);
}

/** Does again what the incident stopped. */
export function resolveIncident(engine: Engine, incidentKey: Key): Result<void> {
  const incident = engine.state.incidents.get(incidentKey);
  const rejectWith = (code: 'NOT_FOUND' | 'INVALID_STATE', reason: string): Result<void> =>
    reject(code, 'RESOLVE', `Expected to resolve incident with key '${incidentKey}', but ${reason}`);
  if (!incident) return rejectWith('NOT_FOUND', 'no such incident was found');
  switch (incident.step) {
    case 'activate':
    case 'complete':
    case 'cancel':
    case 'listen':
      removeIncident(engine, incident);
      engine.work.push({ kind: incident.step, key: incident.elementInstanceKey });
      break;
    case 'job': {
      const job = incident.jobKey === undefined ? undefined : engine.state.jobs.get(incident.jobKey);
      if (job && job.retries <= 0)
        return rejectWith(
          'INVALID_STATE',
          `job with key '${job.key}' has no retries left. Please update the job retries and retry resolving the incident`,
        );
      removeIncident(engine, incident);
      if (job) releaseJob(engine, job);
      break;
    }
  }
  return succeed(undefined);
}
