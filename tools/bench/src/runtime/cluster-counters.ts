/** What the cluster has counted since its start, whichever worker did the work. */
export interface ClusterCounters {
  readonly jobsCreated: number;
  readonly jobsCompleted: number;
  readonly jobsFailed: number;
  readonly jobsTimedOut: number;
  readonly instancesCompleted: number;
  readonly incidentsCreated: number;
}

const METRICS = ['zeebe_job_events_total', 'zeebe_executed_instances_total', 'zeebe_incident_events_total'];
const REQUEST_MS = 10_000;

export async function readClusterCounters(managementAddress: string): Promise<ClusterCounters> {
  const url = `${managementAddress}/actuator/prometheus?includedNames=${METRICS.join(',')}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_MS) });
  if (!response.ok)
    throw new Error(`The cluster's metrics are not there: ${url} answered ${response.status}`);
  return parseClusterCounters(await response.text());
}

/** Takes the Prometheus text format. */
export function parseClusterCounters(text: string): ClusterCounters {
  const sum = (name: string, action: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) && line.includes(`action="${action}"`))
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  return {
    jobsCreated: sum('zeebe_job_events_total', 'created'),
    jobsCompleted: sum('zeebe_job_events_total', 'completed'),
    jobsFailed: sum('zeebe_job_events_total', 'failed'),
    jobsTimedOut: sum('zeebe_job_events_total', 'timed out'),
    instancesCompleted: sum('zeebe_executed_instances_total', 'completed'),
    incidentsCreated: sum('zeebe_incident_events_total', 'created'),
  };
}

export function subtractCounters(after: ClusterCounters, before: ClusterCounters): ClusterCounters {
  return {
    jobsCreated: after.jobsCreated - before.jobsCreated,
    jobsCompleted: after.jobsCompleted - before.jobsCompleted,
    jobsFailed: after.jobsFailed - before.jobsFailed,
    jobsTimedOut: after.jobsTimedOut - before.jobsTimedOut,
    instancesCompleted: after.instancesCompleted - before.instancesCompleted,
    incidentsCreated: after.incidentsCreated - before.incidentsCreated,
  };
}
