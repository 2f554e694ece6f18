import type { EngineCounts } from '@jobwright/engine';

/** What an engine has counted, by the names that a Camunda 8 cluster has for it, as text for Prometheus. */
export function renderCounts(counts: EngineCounts): string {
  const lines: readonly (readonly [metric: string, action: string, count: number])[] = [
    ['zeebe_job_events_total', 'created', counts.jobsCreated],
    ['zeebe_job_events_total', 'completed', counts.jobsCompleted],
    ['zeebe_job_events_total', 'failed', counts.jobsFailed],
    ['zeebe_job_events_total', 'timed out', counts.jobsTimedOut],
    ['zeebe_executed_instances_total', 'completed', counts.instancesCompleted],
    ['zeebe_incident_events_total', 'created', counts.incidentsCreated],
  ];
  return lines.map(([metric, action, count]) => `${metric}{action="${action}"} ${count}\n`).join('');
}
