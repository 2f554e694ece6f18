import { expect, it } from 'vitest';

import {
  definitions,
  element,
  flows,
  message,
  messageDefinition,
  process,
  start,
  task,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';
import { createTestClock } from './test-clock.ts';

const noon = Date.UTC(2031, 4, 6, 12);
const day = '2031-05-06';

it('gives the time of the engine to mappings, conditions, job types, retries and correlation keys', async () => {
  const engine = createTestEngine({ clock: createTestClock(noon) });
  await engine.deploy(
    definitions(
      process(
        'p',
        start(),
        task('first', {
          type: '="on-" + string(date(date and time(now(), "UTC")))',
          retries: '=date and time(now(), "UTC").day',
          inputs: [['=date(date and time(now(), "UTC"))', 'today']],
          outputs: [['=string(date and time(now(), "UTC"))', 'doneAt']],
        }),
        element('exclusiveGateway', 'way', { attributes: 'default="flow_way_early"' }),
        task('late'),
        task('early'),
        element('intermediateCatchEvent', 'wait', { body: messageDefinition('M') }),
        task('after'),
        flows(
          'start > first > way',
          'way > late : =now() >= date and time("2031-05-06T12:30:00Z")',
          'way > early',
          'late > wait > after',
        ),
      ),
      message('M', 'paid', '=string(date and time(now(), "UTC").hour)'),
    ),
  );
  const key = engine.start('p');
  engine.clock.advance(3_600_000);
  const job = engine.takeOne(`on-${day}`);
  expect(job).toMatchObject({ retries: 6, variables: { today: day } });
  expectOk(engine.core.completeJob({ jobKey: job.key, variables: {} }));
  expect(engine.view(key).activeElements).toEqual(['late']);
  const late = engine.takeOne('late');
  expect(late.variables).toEqual({ doneAt: '2031-05-06T13:00:00@UTC' });
  expectOk(engine.core.completeJob({ jobKey: late.key, variables: {} }));
  expectOk(engine.publish('paid', '13'));
  expect(engine.view(key).activeElements).toEqual(['after']);
});
