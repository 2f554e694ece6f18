import { expect, it } from 'vitest';
import { definitions, end, flows, process, start, task } from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

it('counts what happened, also when it is over', async () => {
  const engine = createTestEngine();
  await engine.deploy(definitions(process('p', start(), task('t'), end(), flows('start > t > end'))));
  for (let left = 2; left > 0; left -= 1) engine.start('p');
  const [first] = engine.take('t', 1);
  engine.clock.advance(60_001);
  for (const job of engine.take('t', 2)) {
    if (job.key === first?.key) expectOk(engine.core.completeJob({ jobKey: job.key, variables: {} }));
    else {
      const failure = { jobKey: job.key, retries: 0, errorMessage: '', retryBackoffMs: 0, variables: {} };
      expectOk(engine.core.failJob(failure));
      const key = engine.core.incidents()[0]?.key ?? '';
      expectOk(engine.core.updateJobRetries({ jobKey: job.key, retries: 1 }));
      expectOk(engine.core.resolveIncident(key));
    }
  }
  expect(engine.core.incidents()).toEqual([]);
  expect(engine.core.counts()).toEqual({
    jobsCreated: 2,
    jobsCompleted: 1,
    jobsFailed: 1,
    jobsTimedOut: 1,
    instancesCompleted: 1,
    incidentsCreated: 1,
  });
});
