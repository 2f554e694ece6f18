import { expect, test } from 'vitest';
import {
  definitions,
  element,
  end,
  event,
  flows,
  message,
  messageDefinition,
  process,
  start,
  task,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from './testing/test-engine.ts';

const waiting = definitions(
  process(
    'p',
    start(),
    element('intermediateCatchEvent', 'wait', { body: messageDefinition('M') }),
    task('after'),
    end(),
    flows('start > wait > after > end'),
  ),
  message('M', 'paid', '=order'),
);

async function createWaiting() {
  const engine = createTestEngine();
  await engine.deploy(waiting);
  const begin = (businessId?: string) =>
    expectOk(
      engine.core.createInstance({
        bpmnProcessId: 'p',
        version: -1,
        variables: { order: 'o' },
        tenantId: TENANT,
        ...(businessId !== undefined && { businessId }),
      }),
    ).processInstanceKey;
  const publish = (businessId?: string, timeToLiveMs = 0) =>
    engine.core.publishMessage({
      name: 'paid',
      correlationKey: 'o',
      timeToLiveMs,
      messageId: '',
      variables: {},
      tenantId: TENANT,
      ...(businessId !== undefined && { businessId }),
    });
  return { engine, begin, publish };
}

test.each([
  ['one without reaches one with', 'a', undefined, true],
  ['one with reaches the same', 'a', 'a', true],
  ['one with does not reach another', 'a', 'b', false],
  ['one with does not reach one without', undefined, 'b', false],
])('a message and a subscription: %s', async (_title, ofInstance, ofMessage, isReached) => {
  const first = await createWaiting();
  const key = first.begin(ofInstance);
  expectOk(first.publish(ofMessage));
  expect(first.engine.view(key).activeElements).toEqual([isReached ? 'after' : 'wait']);

  const buffered = await createWaiting();
  expectOk(buffered.publish(ofMessage, 60_000));
  const restored = createTestEngine({
    clock: buffered.engine.clock,
    snapshot: buffered.engine.core.snapshot(),
  });
  const later = expectOk(
    restored.core.createInstance({
      bpmnProcessId: 'p',
      version: -1,
      variables: { order: 'o' },
      tenantId: TENANT,
      ...(ofInstance !== undefined && { businessId: ofInstance }),
    }),
  );
  expect(restored.view(later.processInstanceKey).activeElements).toEqual([isReached ? 'after' : 'wait']);
});

test('a subscription has the business id of the time when it was opened', async () => {
  const { engine, begin, publish } = await createWaiting();
  const processInstanceKey = begin();
  expectOk(engine.core.assignBusinessId({ processInstanceKey, businessId: 'late' }));
  expectOk(publish('late'));
  expect(engine.view(processInstanceKey).activeElements).toEqual(['wait']);
});

test('correlating asks for it too; one that is too long is rejected', async () => {
  const { engine, begin, publish } = await createWaiting();
  begin('a');
  const correlate = (businessId: string) =>
    engine.core.correlateMessage({
      name: 'paid',
      correlationKey: 'o',
      variables: {},
      tenantId: TENANT,
      businessId,
    });
  expect(correlate('b')).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
  expectOk(correlate('a'));
  const tooLong = {
    rejection: { code: 'INVALID_ARGUMENT', reason: expect.stringContaining('max length of 256') },
  };
  expect(correlate('x'.repeat(257))).toMatchObject(tooLong);
  expect(publish('x'.repeat(257))).toMatchObject(tooLong);
});

test('an instance that a message starts has its business id', async () => {
  const engine = createTestEngine();
  const begin = event('startEvent', 'begin', messageDefinition('M'));
  await engine.deploy(
    definitions(process('p', begin, task('t'), end(), flows('begin > t > end')), message('M', 'go', '=x')),
  );
  const publish = {
    name: 'go',
    correlationKey: '',
    timeToLiveMs: 0,
    messageId: '',
    variables: {},
    tenantId: TENANT,
  };
  expectOk(engine.core.publishMessage({ ...publish, businessId: 'order-1' }));
  expectOk(engine.core.publishMessage({ ...publish, businessId: 'order-1' }));
  expect(engine.take('t', 5)).toMatchObject([{ businessId: 'order-1' }, { businessId: 'order-1' }]);
});

test('a message starts no instance whose business id is taken, if they have to be unique', async () => {
  const engine = createTestEngine({ uniqueBusinessIds: true });
  const begin = event('startEvent', 's', messageDefinition('M'));
  await engine.deploy(
    definitions(process('p', begin, task('t'), end(), flows('s > t > end')), message('M', 'new', '=k')),
  );
  const publish = (businessId: string) =>
    expectOk(
      engine.core.publishMessage({
        name: 'new',
        correlationKey: '',
        timeToLiveMs: 0,
        messageId: '',
        variables: {},
        tenantId: TENANT,
        businessId,
      }),
    );
  for (const businessId of ['a', 'b', 'a']) publish(businessId);
  expect(engine.take('t', 10).map((job) => job.businessId)).toEqual(['a', 'b']);
});
