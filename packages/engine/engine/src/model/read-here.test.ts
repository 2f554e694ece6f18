import { expect, test } from 'vitest';
import { definitions, end, flows, process, start, task } from '../core/testing/bpmn.ts';
import { readAll } from './read-all.ts';
import { readHere } from './read-here.ts';

const MAX_MS = 60_000;

function renderRow(count: number): string {
  const ids = Array.from({ length: count }, (_, index) => `t${index}`);
  return definitions(
    process('p', start(), ...ids.map((id) => task(id)), end(), flows(`start > ${ids.join(' > ')} > end`)),
  );
}

test('a large process is read as the thread would read it', async () => {
  const all = [
    { name: 'a.bpmn', content: renderRow(300) },
    { name: 'b.bpmn', content: '<not-bpmn/>' },
  ];
  const read = await readHere(all, { maxMs: MAX_MS });
  expect(read).toEqual(await readAll(all));
  expect(read?.map(({ ok }) => ok)).toEqual([true, false]);
});

test('a file that takes long is given up', async () => {
  const content = definitions(process('p', start(), '<bpmn:task id="a"/>'.repeat(20_000)));
  expect(await readHere([{ name: 'a.bpmn', content }], { maxMs: 20 })).toBeUndefined();
});

test.each([
  ['what is too long', { name: 'a.bpmn', content: ' '.repeat(1_000_001) }],
  ['what cannot be ended', { name: 'a.dmn', content: '<definitions/>' }],
  ['a file of another kind', { name: 'a.txt', content: '' }],
])('%s is not read here', async (_case, resource) => {
  expect(await readHere([{ name: 'b.bpmn', content: renderRow(1) }, resource])).toBeUndefined();
});
