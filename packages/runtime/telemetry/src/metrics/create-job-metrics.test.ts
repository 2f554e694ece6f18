import { expect, test } from 'vitest';
import { jobOf, runJobs } from '../testing/jobs.ts';
import { boundLabel } from './bound-label.ts';
import { createJobMetrics } from './create-job-metrics.ts';

const template = { elementTemplateId: 'io.acme.greet', elementTemplateVersion: '2' };

async function scrape(...jobs: Parameters<typeof jobOf>[]) {
  const metrics = createJobMetrics();
  await runJobs(
    jobs.map(([variables, headers]) => jobOf(variables, headers)),
    metrics.observer,
  );
  return (await metrics.registry.metrics()).split('\n');
}

test('jobs are counted under the names of the Java runtime, and under ours', async () => {
  const startedAt = Date.now();
  const lines = await scrape(
    [{ name: 'Ada' }, template],
    [{ name: 'later' }, template],
    [{ name: 'never' }, template],
    [{ name: 'never' }, { errorExpression: '=bpmnError("NO", "no")' }],
  );
  const labels = 'type="acme:greet:1",elementTemplateId="io.acme.greet",elementTemplateVersion="2"';
  const name = 'camunda_connector_outbound_invocations_total';
  expect(lines).toEqual(
    expect.arrayContaining([
      `${name}{${labels},action="activated"} 3`,
      `${name}{${labels},action="completed"} 1`,
      `${name}{${labels},action="failed"} 2`,
      `${name}{type="acme:greet:1",elementTemplateId="unknown",elementTemplateVersion="unknown",action="bpmn-error"} 1`,
      `camunda_connector_outbound_execution_time_seconds_count{${labels}} 3`,
      'jobwright_job_ends_total{type="acme:greet:1",outcome="complete"} 1',
      'jobwright_job_ends_total{type="acme:greet:1",outcome="throwError"} 1',
      'jobwright_job_failures_total{type="acme:greet:1",outcome="fail",code="LATER"} 1',
      'jobwright_job_failures_total{type="acme:greet:1",outcome="fail",code="NEVER"} 1',
      'jobwright_job_failures_total{type="acme:greet:1",outcome="throwError",code="NO"} 1',
      'camunda_client_worker_job_total{type="acme:greet:1",action="activated"} 4',
      'camunda_client_worker_job_total{type="acme:greet:1",action="handled"} 4',
      'jobwright_job_retries_total{type="acme:greet:1"} 1',
      'jobwright_job_incidents_total{type="acme:greet:1"} 1',
      'jobwright_job_queue_wait_seconds_count{type="acme:greet:1"} 4',
      'jobwright_jobs_in_flight{type="acme:greet:1"} 0',
      'jobwright_jobs_running{type="acme:greet:1"} 0',
      'jobwright_jobs_held_bytes{type="acme:greet:1"} 0',
    ]),
  );
  const longest = lines.find((line) =>
    line.startsWith(`camunda_connector_outbound_execution_time_seconds_max{${labels}}`),
  );
  expect(Number(longest?.split(' ')[1])).toBeGreaterThan(0);
  const lastCompleted = lines.find((line) => line.startsWith('camunda_connector_outbound_last_completed{'));
  const completedAt = Number(lastCompleted?.split(' ')[1]);
  expect([startedAt, completedAt, Date.now()].toSorted((one, other) => one - other)[1]).toBe(completedAt);
});

test('what can be named beforehand begins at 0, so that its first event is a rise', async () => {
  const lines = await scrape();
  expect(lines).toEqual(
    expect.arrayContaining([
      'jobwright_job_incidents_total{type="acme:greet:1"} 0',
      'jobwright_job_retries_total{type="acme:greet:1"} 0',
      'jobwright_job_ends_total{type="acme:greet:1",outcome="unanswered"} 0',
      'jobwright_secret_lookups_total{type="acme:greet:1",result="failed"} 0',
      'jobwright_jobs_in_flight{type="acme:greet:1"} 0',
      'jobwright_job_queue_wait_seconds_count{type="acme:greet:1"} 0',
      'camunda_client_worker_job_total{type="acme:greet:1",action="handled"} 0',
    ]),
  );
});

test('a second runtime, as a reload makes it, counts on', async () => {
  const metrics = createJobMetrics();
  for (const name of ['Ada', 'Bob']) await runJobs([jobOf({ name })], metrics.observer);
  const lines = (await metrics.registry.metrics()).split('\n');
  expect(lines).toContain('jobwright_job_queue_wait_seconds_count{type="acme:greet:1"} 2');
  expect(lines).toContain('jobwright_job_ends_total{type="acme:greet:1",outcome="complete"} 2');
});

test('a job at work is in flight and running', async () => {
  const metrics = createJobMetrics();
  const seen: string[] = [];
  await runJobs([jobOf({ name: 'Ada' })], metrics.observer, async () => {
    seen.push(...(await metrics.registry.metrics()).split('\n'));
    return 'Hello';
  });
  expect(seen).toContain('jobwright_jobs_in_flight{type="acme:greet:1"} 1');
  expect(seen).toContain('jobwright_jobs_running{type="acme:greet:1"} 1');
  const bytes = '{"name":"Ada"}'.length + '{}'.length;
  expect(seen).toContain(`jobwright_jobs_held_bytes{type="acme:greet:1"} ${bytes}`);
});

test('secrets are counted by result, without their names', async () => {
  const lines = await scrape([{ name: '{{secrets.NOBODY}}' }]);
  expect(lines).toContain('jobwright_secret_lookups_total{type="acme:greet:1",result="missing"} 1');
  expect(lines.join('\n')).not.toContain('NOBODY');
});

test('a failure in words of the model has no code', async () => {
  const message = 'Please call: Ada Lovelace at home';
  const lines = await scrape([{ name: 'never' }, { errorExpression: `=jobError("${message}")` }]);
  expect(lines).toContain(
    'jobwright_job_failures_total{type="acme:greet:1",outcome="fail",code="unknown"} 1',
  );
  expect(lines.join('\n')).not.toContain('Ada');
});

test('headers of models cannot make labels without end', () => {
  const bound = boundLabel(2);
  expect(['a', 'b', 'c', 'a', 'd'].map(bound)).toEqual(['a', 'b', 'other', 'a', 'other']);
});

test('several clusters have series of their own, also after a reload', async () => {
  const metrics = createJobMetrics();
  const observerOf = (cluster: string) => metrics.observer.forCluster?.(cluster) ?? metrics.observer;
  await runJobs([jobOf({ name: 'Ada' })], observerOf('east'));
  await runJobs([jobOf({ name: 'Bob' })], observerOf('east'));
  await runJobs([jobOf({ name: 'never' })], observerOf('west'));
  const lines = (await metrics.registry.metrics()).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'jobwright_job_ends_total{cluster="east",type="acme:greet:1",outcome="complete"} 2',
      'jobwright_job_ends_total{cluster="west",type="acme:greet:1",outcome="complete"} 0',
      'jobwright_job_incidents_total{cluster="west",type="acme:greet:1"} 1',
      'jobwright_jobs_in_flight{cluster="west",type="acme:greet:1"} 0',
      'jobwright_job_queue_wait_seconds_count{cluster="east",type="acme:greet:1"} 2',
      'camunda_connector_outbound_invocations_total{cluster="east",type="acme:greet:1",elementTemplateId="unknown",elementTemplateVersion="unknown",action="completed"} 2',
    ]),
  );
});
