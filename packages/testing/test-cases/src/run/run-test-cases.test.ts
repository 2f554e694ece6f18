import { describe, expect, it } from 'vitest';
import { parseTestCases } from '../format/parse-test-cases.ts';
import { order, steps } from '../testing/models.ts';
import { create, expectState, runInstructions } from '../testing/run-instructions.ts';
import { runTestCases, type TestCasesProgress } from './run-test-cases.ts';

function parse(testCases: readonly object[]) {
  const parsed = parseTestCases(JSON.stringify({ testCases }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.file;
}

const resources = [{ name: 'steps.bpmn', content: steps }];
const named = (name: string, instructions: readonly object[] = [create('steps')]) => ({ name, instructions });

describe('runTestCases', () => {
  it('runs each test case on an engine of its own, and reports in the order of the file', async () => {
    const progress: TestCasesProgress[] = [];
    const { testCases } = await runTestCases(
      parse([
        { ...named('a', [create('steps'), expectState('steps')]), description: 'fails' },
        named('b', [
          { type: 'MOCK_JOB_WORKER_COMPLETE_JOB', jobType: 'step' },
          create('steps'),
          expectState('steps'),
        ]),
        named('c'),
      ]),
      { resources, maxParallel: 2, onProgress: (one) => progress.push(one) },
    );
    expect(testCases).toMatchObject([
      { name: 'a', description: 'fails', status: 'failed', instances: [{ state: 'ACTIVE' }] },
      { name: 'b', status: 'passed', instances: [{ state: 'COMPLETED' }] },
      { name: 'c', status: 'passed', instances: [{ state: 'ACTIVE' }] },
    ]);
    expect(progress.map(({ done, total }) => [done, total])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(new Set(progress.map(({ name }) => name))).toEqual(new Set(['a', 'b', 'c']));
  });

  it('runs only what the filter names, in any case', async () => {
    const file = parse([named('Pays'), named('Declines')]);
    const { testCases } = await runTestCases(file, { resources, filter: 'DECL' });
    expect(testCases.map(({ name }) => name)).toEqual(['Declines']);
  });

  it('fails when a resource cannot be deployed, with the reason', async () => {
    const { testCases } = await runTestCases(parse([named('a')]), {
      resources: [{ name: 'broken.bpmn', content: '<bpmn' }],
    });
    expect(testCases).toMatchObject([
      {
        status: 'failed',
        message: expect.stringMatching(/broken\.bpmn/),
        instructions: [{ status: 'skipped' }],
      },
    ]);
  });

  it('says that nothing is deployed', async () => {
    const { testCases } = await runTestCases(parse([named('a')]), { resources: [] });
    expect(testCases[0]?.message).toMatch(/No process is deployed/);
  });

  it('ends when it is asked to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const { testCases } = await runTestCases(parse([named('a')]), { resources, signal: stop.signal });
    expect(testCases).toMatchObject([{ status: 'failed', message: expect.stringMatching(/stopped/) }]);
  });

  it('starts the clock where it is told to', async () => {
    const assertion = {
      type: 'ASSERT_VARIABLE',
      processInstanceSelector: { processDefinitionId: 'order' },
      variableName: 'amount',
      satisfiesExpression: 'today() = date("2030-05-06")',
    };
    const result = await runInstructions([order], [create('order', { amount: 1 }), assertion], {
      startTime: '2030-05-06T07:00:00Z',
    });
    expect(result.message).toBeUndefined();
  });
});
