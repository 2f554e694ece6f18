import type { JsonObject, JsonValue } from '@jobwright/json';
import { describe, expect, it } from 'vitest';

import { definitions, element, flows, process, start, task } from './testing/bpmn.ts';
import { createTestEngine } from './testing/test-engine.ts';
import { isTooDeep, MAX_VARIABLE_DEPTH } from './variable-depth.ts';

function nested(levels: number): JsonObject {
  let value: JsonValue = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { inner: value };
  return { a: value };
}
const rejection = {
  ok: false,
  rejection: {
    code: 'INVALID_ARGUMENT',
    reason: 'Expected variables to be nested at most 1000 levels deep, but they are deeper',
  },
};

describe('deeply nested variables', () => {
  it.each([
    [MAX_VARIABLE_DEPTH - 1, false],
    [MAX_VARIABLE_DEPTH, true],
    [100_000, true],
  ])('%i levels: %s', (levels, expected) => {
    expect(isTooDeep(nested(levels))).toBe(expected);
  });

  it('are refused by every command that takes variables', async () => {
    const engine = createTestEngine();
    await engine.deploy(definitions(process('p', start(), task('t'), flows('start > t'))));
    const key = engine.start('p');
    const jobKey = engine.takeOne('t').key;
    const variables = nested(5_000);
    const failure = { jobKey, retries: 0, errorMessage: '', retryBackoffMs: 0, variables };
    expect(
      engine.core.createInstance({ bpmnProcessId: 'p', version: -1, variables, tenantId: '<default>' }),
    ).toMatchObject(rejection);
    expect(engine.core.completeJob({ jobKey, variables })).toMatchObject(rejection);
    expect(engine.core.failJob(failure)).toMatchObject(rejection);
    expect(engine.core.throwError({ jobKey, errorCode: 'E', errorMessage: '', variables })).toMatchObject(
      rejection,
    );
    expect(engine.core.setVariables({ elementInstanceKey: key, variables, local: false })).toMatchObject(
      rejection,
    );
    expect(engine.publish('m', 'k', { variables })).toMatchObject(rejection);
    expect(engine.core.completeJob({ jobKey, variables: {} })).toMatchObject({ ok: true });
    expect(engine.view(key).state).toBe('COMPLETED');
  });

  it('that an expression makes stop the element and nothing else', async () => {
    const engine = createTestEngine();
    const loop = definitions(
      process(
        'p',
        start(),
        task('t', { outputs: [['=[if a = null then 1 else a]', 'a']] }),
        element('exclusiveGateway', 'again', { attributes: 'default="flow_again_t"' }),
        element('endEvent', 'end'),
        flows('start > t > again', 'again > end : =done = true', 'again > t'),
      ),
    );
    await engine.deploy(loop);
    const key = engine.start('p', { done: false });
    for (let round = 0; round < 20; round += 1) engine.finish('t', { a: nested(900)['a'] ?? null });
    expect(engine.view(key).state).toBe('ACTIVE');
  });
});
