import { createResourceScope } from '@jobwright/concurrency';
import { afterAll, describe, expect, test } from 'vitest';
import { definitions, process, start, task } from '../core/testing/bpmn.ts';
import { parseResources } from './parse-resources.ts';
import { readHere } from './read-here.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const { signal } = new AbortController();

const megabytes = 4_000_000;
const repeat = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join('');
const inProcess = (body: string): string => definitions(process('p', start(), body));
const ended = /reading its \d+ characters took more than|'a\.bpmn'/;

describe('a file made to take long ends, and others have their turn', { timeout: 60_000 }, () => {
  test.each<[string, string, RegExp]>([
    ['ids again and again', inProcess(repeat(100_000, () => '<bpmn:task id="a"/>')), ended],
    [
      'attributes of one element',
      inProcess(`<bpmn:task id="t" ${repeat(30_000, (index) => `a${index}="1" `)}/>`),
      ended,
    ],
    ['quotes that do not end', inProcess(`<bpmn:task ${"a='\"' ".repeat(60_000)}`), ended],
    [
      'elements nobody knows',
      inProcess(repeat(100_000, (index) => `<bpmn:x${index}>1</bpmn:x${index}>`)),
      ended,
    ],
    ['levels without end', inProcess('<bpmn:subProcess>'.repeat(200_000)), ended],
    ['tasks beyond count', inProcess(repeat(150_000, (index) => `<bpmn:task id="t${index}"/>`)), ended],
    [
      'entities in entities',
      `<!DOCTYPE a [<!ENTITY a "${'b'.repeat(200_000)}">${repeat(10_000, (index) => `<!ENTITY a${index} "&a;&a;">`)}]>${inProcess('&a1;')}`,
      ended,
    ],
    [
      'a target of many levels',
      inProcess(task('t', { inputs: [['=1', 'a.'.repeat(100_000) + 'a']] })),
      /at most 100 levels/,
    ],
    [
      'a target of many levels, in a small file',
      inProcess(task('t', { inputs: [['=1', 'a.'.repeat(2_000) + 'a']] })),
      /at most 100 levels/,
    ],
    [
      'an expression of megabytes',
      inProcess(task('t', { inputs: [[`=${'('.repeat(megabytes / 2)}`, 'a']] })),
      ended,
    ],
  ])('%s', { timeout: 240_000 }, async (_case, content, reason) => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const parsed = await parseResources([{ name: 'a.bpmn', content }], {
      openScope: () => resources,
      signal,
      maxWorkMs: 300,
    });
    clearInterval(timer);
    expect(parsed).toEqual([{ ok: false, reason: expect.stringMatching(reason) }]);
    expect(JSON.stringify(parsed).length).toBeLessThan(20_000);
    // What took all its time took none of the event loop's.
    if (JSON.stringify(parsed).includes('took more than')) expect(turns).toBeGreaterThan(5);
  });
});

test(
  'more elements than a process may have are refused without a thread, too',
  { timeout: 60_000 },
  async () => {
    const content = inProcess(repeat(20_000, (index) => `<bpmn:task id="t${index}"/>`));
    expect(await readHere([{ name: 'a.bpmn', content }], { maxMs: 60_000 })).toEqual([
      { ok: false, reason: 'The deployment has 20002 elements, at most 20000 are read' },
    ]);
  },
);
