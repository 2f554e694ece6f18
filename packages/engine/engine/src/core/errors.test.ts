import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  end,
  error,
  errorDefinition,
  flows,
  process,
  start,
  task,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const errors = [error('E', 'CODE'), error('F', 'OTHER')].join('');
const caught = definitions(
  process(
    'p',
    start(),
    task('t'),
    boundary('coded', 't', { body: errorDefinition('E') }),
    boundary('any', 't', { body: errorDefinition() }),
    task('afterCoded'),
    task('afterAny'),
    task('afterTask'),
    flows('start > t > afterTask', 'coded > afterCoded', 'any > afterAny'),
  ),
  errors,
);

describe('an error thrown by a worker', () => {
  it.each([
    ['CODE', 'afterCoded'],
    ['OTHER', 'afterAny'],
    ['', 'afterAny'],
  ])('with the code "%s" goes to %s', async (code, expected) => {
    const engine = createTestEngine();
    await engine.deploy(caught);
    const key = engine.start('p');
    engine.throwCode(engine.takeOne('t').key, code);
    expect(engine.view(key).activeElements).toEqual([expected]);
    expect(engine.core.snapshot().jobs).toHaveLength(1);
  });

  it('keeps its variables in the boundary event, where no output maps them', async () => {
    const engine = createTestEngine();
    await engine.deploy(caught);
    engine.start('p', { v: 1 });
    engine.throwCode(engine.takeOne('t').key, 'CODE', { detail: 'x' });
    expect(engine.takeOne('afterCoded').variables).toEqual({ v: 1 });
  });

  it('is in the history of its job once', async () => {
    const engine = createTestEngine();
    await engine.deploy(caught);
    const key = engine.start('p');
    engine.throwCode(engine.takeOne('t').key, 'CODE');
    const jobs = engine.core.history(key)?.jobs.filter(({ type }) => type === 't');
    expect(jobs?.map(({ state }) => state)).toEqual(['ERROR_THROWN']);
  });

  it('gives its variables to the output mappings of the boundary event', async () => {
    const engine = createTestEngine();
    const body = errorDefinition('E');
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          task('t'),
          boundary('coded', 't', { body, outputs: [['=detail', 'why']] }),
          task('after'),
          flows('start > t', 'coded > after'),
        ),
        errors,
      ),
    );
    engine.start('p');
    engine.throwCode(engine.takeOne('t').key, 'CODE', { detail: 'x' });
    expect(engine.takeOne('after').variables).toEqual({ why: 'x' });
  });

  it('raises an incident where nobody catches it, and the job comes back when that is resolved', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          task('t'),
          boundary('coded', 't', { body: errorDefinition('E') }),
          boundary('other', 't', { body: errorDefinition('F') }),
          end(),
          flows('start > t', 'coded > end', 'other > end'),
        ),
        errors,
      ),
    );
    engine.start('p');
    const { key } = engine.takeOne('t');
    expectOk(engine.core.throwError({ jobKey: key, errorCode: 'X', errorMessage: 'why', variables: {} }));
    const [incident] = engine.core.incidents();
    expect(incident).toMatchObject({
      type: 'UNHANDLED_ERROR_EVENT',
      jobKey: key,
      message:
        "Expected to throw an error event with the code 'X' with message 'why', but it was not caught. Available error events are [CODE, OTHER]",
    });
    expect(engine.core.completeJob({ jobKey: key, variables: {} })).toMatchObject({
      rejection: {
        code: 'INVALID_STATE',
        reason: `Expected to complete job with key '${key}', but it is in state 'ERROR_THROWN'`,
      },
    });
    expectOk(engine.core.resolveIncident(incident!.key));
    expect(engine.takeOne('t').key).toBe(key);
  });
});

describe('an error in a sub-process', () => {
  const nested = (inner: readonly string[], ...outer: readonly string[]): string =>
    definitions(
      process(
        'p',
        start(),
        element('subProcess', 'sub', { body: [start('inner'), ...inner].join('') }),
        task('after'),
        ...outer,
        flows('start > sub > after'),
      ),
      errors,
    );
  const caughtOutside = boundary('b', 'sub', { body: errorDefinition('E') });

  it('thrown at its end goes to the boundary event and ends all within', async () => {
    const engine = createTestEngine();
    const inner = [task('other'), task('t'), end('bang', errorDefinition('E'))];
    const innerFlows = flows('inner > other', 'inner > t > bang');
    await engine.deploy(nested([...inner, innerFlows], caughtOutside, task('handle'), flows('b > handle')));
    const key = engine.start('p');
    engine.finish('t');
    expect(engine.view(key).activeElements).toEqual(['handle']);
    expect(engine.take('other')).toEqual([]);
  });

  it('is caught by the nearest scope: a catch-all inside before the code outside', async () => {
    const engine = createTestEngine();
    const inner = [
      task('t'),
      boundary('all', 't', { body: errorDefinition() }),
      task('inside'),
      flows('inner > t', 'all > inside'),
    ];
    await engine.deploy(nested(inner, caughtOutside, end(), flows('b > end')));
    const key = engine.start('p');
    engine.throwCode(engine.takeOne('t').key, 'CODE');
    expect(engine.view(key).activeElements).toEqual(['sub', 'inside']);
  });

  it('thrown at the end of the process raises an incident that resolving raises again', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process('p', start(), end('bang', errorDefinition('E')), flows('start > bang')),
        error('E', '=code'),
      ),
    );
    const key = engine.start('p', { code: 'DYNAMIC' });
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({
      type: 'UNHANDLED_ERROR_EVENT',
      elementId: 'bang',
      message:
        "Expected to throw an error event with the code 'DYNAMIC', but it was not caught. No error events are available in the scope.",
    });
    expectOk(engine.core.resolveIncident(incident!.key));
    expect(engine.view(key).incidents).toHaveLength(1);
  });
});
