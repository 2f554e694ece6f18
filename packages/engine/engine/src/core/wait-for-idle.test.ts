import { beforeEach, describe, expect, it } from 'vitest';

import { definitions, element, flows, process, start, task, timerDefinition } from './testing/bpmn.ts';
import { createTestEngine } from './testing/test-engine.ts';

let engine: ReturnType<typeof createTestEngine>;

beforeEach(async () => {
  engine = createTestEngine();
  const timer = element('intermediateCatchEvent', 'timer', { body: timerDefinition('timeDuration', 'PT5S') });
  await engine.deploy(definitions(process('p', start(), timer, task('t'), flows('start > timer > t'))));
});

describe('waiting for idle', () => {
  it('is over at once when there is nothing, or only a timer that is not due', async () => {
    await engine.core.waitForIdle();
    engine.start('p');
    await engine.core.waitForIdle();
  });

  it('lasts until the last job is done', async () => {
    engine.start('p');
    engine.start('p');
    engine.clock.advance(5000);
    let isIdle = false;
    const idle = engine.core.waitForIdle().then(() => (isIdle = true));
    engine.finish('t');
    await Promise.resolve();
    expect(isIdle).toBe(false);
    engine.finish('t');
    await idle;
    expect(isIdle).toBe(true);
  });

  it('is over when a job has become an incident', async () => {
    engine.start('p');
    engine.clock.advance(5000);
    const idle = engine.core.waitForIdle();
    engine.fail(engine.takeOne('t').key);
    await idle;
    expect(engine.core.incidents()).toHaveLength(1);
  });

  it('fails after its timeout and says what there is to do', async () => {
    engine.start('p');
    engine.clock.advance(5000);
    await expect(engine.core.waitForIdle({ timeoutMs: 5 })).rejects.toThrow(
      'The engine was not idle within 5 ms: jobs are available that no worker has taken',
    );
    engine.takeOne('t');
    await expect(engine.core.waitForIdle({ timeoutMs: 5 })).rejects.toThrow('jobs are held by workers');
  });

  it('fails when the engine closes', async () => {
    engine.start('p');
    engine.clock.advance(5000);
    const idle = engine.core.waitForIdle();
    engine.core.close();
    await expect(idle).rejects.toThrow('closed');
  });
});
