import { describe, expect, it } from 'vitest';
import { parseClusterCounters, subtractCounters } from './cluster-counters.ts';
import { findProblems } from './verify-work.ts';

const metrics = `# HELP zeebe_job_events_total Number of job events
# TYPE zeebe_job_events_total counter
zeebe_job_events_total{action="created",partition="1",type="io.camunda:http-json:1",job_kind="BPMN_ELEMENT",} 3000.0
zeebe_job_events_total{action="created",partition="2",type="io.camunda:http-json:1",job_kind="BPMN_ELEMENT",} 1000.0
zeebe_job_events_total{action="completed",partition="1",type="io.camunda:http-json:1",job_kind="BPMN_ELEMENT",} 2999.0
zeebe_job_events_total{action="timed out",partition="1",type="io.camunda:http-json:1",job_kind="BPMN_ELEMENT",} 2.0
zeebe_job_events_total{action="failed",partition="1",type="io.camunda:http-json:1",job_kind="BPMN_ELEMENT",} 1.0
zeebe_executed_instances_total{organizationId="null",type="ROOT_PROCESS_INSTANCE",action="completed",partition="1",} 1.0E3
zeebe_incident_events_total{action="created",partition="1",} 4.0
`;

describe('parseClusterCounters', () => {
  it('adds up the partitions, and has 0 for what was never counted', () => {
    expect(parseClusterCounters(metrics)).toEqual({
      jobsCreated: 4000,
      jobsCompleted: 2999,
      jobsFailed: 1,
      jobsTimedOut: 2,
      instancesCompleted: 1000,
      incidentsCreated: 4,
    });
    expect(parseClusterCounters('').jobsCompleted).toBe(0);
  });
});

describe('findProblems', () => {
  const none = parseClusterCounters('');
  const counters = { ...none, jobsCreated: 10, jobsCompleted: 10, instancesCompleted: 10 };
  const endpoint = { hits: 10, distinctUrls: 10, connections: 1, peak: 1 };

  it('finds none when every job was done once', () => {
    expect(findProblems({ jobs: 10, counters, endpoint })).toEqual([]);
  });

  it.each([
    [{ ...counters, instancesCompleted: 9 }, endpoint, 'instances completed: 9 instead of 10'],
    [{ ...counters, incidentsCreated: 1 }, endpoint, 'incidents: 1 instead of 0'],
    [counters, { ...endpoint, hits: 11 }, 'requests at the endpoint: 11 instead of 10'],
    [counters, { ...endpoint, distinctUrls: 9 }, 'different orders at the endpoint: 9 instead of 10'],
  ])('finds what is missing, doubled or wrong', (counted, counts, problem) => {
    expect(findProblems({ jobs: 10, counters: counted, endpoint: counts })).toEqual([problem]);
  });
});

describe('subtractCounters', () => {
  it('gives what was counted in between', () => {
    const before = parseClusterCounters(metrics);
    expect(subtractCounters({ ...before, jobsCompleted: 3005 }, before)).toEqual({
      jobsCreated: 0,
      jobsCompleted: 6,
      jobsFailed: 0,
      jobsTimedOut: 0,
      instancesCompleted: 0,
      incidentsCreated: 0,
    });
  });
});
