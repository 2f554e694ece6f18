import { expect, test } from 'vitest';
import { createFactsReader } from './create-facts-reader.ts';
import type { FactsReading, TextFile } from './read-file-facts.ts';

const BPMN = 'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"';
const bpmn = (body: string): string =>
  `<bpmn:definitions ${BPMN} id="d"><bpmn:process id="p" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;

async function read(kind: TextFile['kind'], content: string): Promise<FactsReading> {
  const reader = createFactsReader({ signal: new AbortController().signal });
  try {
    return await reader.read({ name: `hostile.${kind}`, kind, content });
  } finally {
    await reader.close();
  }
}

test.each([
  ['equal ids without end', 'bpmn', bpmn('<bpmn:task id="a"/>'.repeat(60_000)), /took more than|at most/],
  ['levels without end', 'bpmn', bpmn('<bpmn:subProcess id="a">'.repeat(5_000)), /more than 1000 levels/],
  ['a text without end', 'bpmn', bpmn('x'.repeat(11_000_000)), /at most 10000000 are read/],
  [
    'decisions without end',
    'dmn',
    `<d>${'<decision id="a"/>'.repeat(30_000)}</d>`,
    /at most 5000 are checked/,
  ],
  ['lists in lists', 'form', '['.repeat(500_000), /not JSON|cannot be read|took more than/],
  [
    'properties without end',
    'template',
    `{"id": "a", "appliesTo": ["bpmn:Task"], "properties": [${'{"binding": {"type": "x"}},'.repeat(90_000)}{}]}`,
    /not an element template/,
  ],
] as const)('%s', async (_, kind, content, message) => {
  const reading = await read(kind, content).catch((error: unknown) => ({
    ok: false,
    message: String(error),
  }));
  expect(reading).toMatchObject({ ok: false, message: expect.stringMatching(message) });
});

test('a large model that is real is read in a thread', async () => {
  const tasks = Array.from(
    { length: 1_500 },
    (_, index) =>
      `<bpmn:task id="t${index}"/><bpmn:sequenceFlow id="f${index}" sourceRef="${index === 0 ? 's' : `t${index - 1}`}" targetRef="t${index}"/>`,
  );
  const reading = await read('bpmn', bpmn(`<bpmn:startEvent id="s"/>${tasks.join('')}`));
  expect(reading).toMatchObject({ ok: true, facts: { engine: { problems: [] } } });
});
