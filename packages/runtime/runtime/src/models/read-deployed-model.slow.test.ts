import { createResourceScope } from '@jobwright/concurrency';
import { afterAll, describe, expect, test } from 'vitest';
import { readDeployedModel } from './read-deployed-model.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const signal = new AbortController().signal;

const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"';
const toXml = (body: string, namespaces = NAMESPACES): string =>
  `<bpmn:definitions ${namespaces}><bpmn:process id="order" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
const toTask = (inputs: string, id = 'call'): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:ioMapping>${inputs}</zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>`;
const fill = (characters: number, toPart: (index: number) => string): string =>
  Array.from({ length: Math.floor(characters / toPart(100).length) }, (_, index) => toPart(index)).join('');

/** For what a machine with much else to do must read as well. */
const REAL_WORK_MS = 100_000;

/** Reads while the turns of the event loop are counted. */
async function readBeside(xml: string, maxWorkMs = 5_000) {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 5);
  try {
    const reading = await readDeployedModel(xml, { resources, signal, maxWorkMs });
    return { reading, turns };
  } finally {
    clearInterval(timer);
  }
}

describe('a model made to take long', { timeout: 120_000 }, () => {
  const megabytes = 4_400_000;
  const many = 1_000_000;
  const nested = Array.from({ length: 900 }, (_, level) => `a${level % 30}`);
  test.each<[string, string, RegExp | 'read']>([
    [
      'ids again and again',
      toXml(fill(many, () => '<bpmn:task id="a"/>')),
      /^reading its \d+ characters took/,
    ],
    ['elements nobody knows', toXml(fill(many, () => '<bpmn:x>1</bpmn:x>')), /^reading its/],
    [
      'elements beyond count',
      toXml(fill(many, () => '<bpmn:x/>')),
      /^The file has more than 100000 elements/,
    ],
    [
      'megabytes of elements nobody knows',
      toXml(fill(megabytes, (index) => `<bpmn:unknownElement${index} name="${'x'.repeat(20)}"/>`)),
      /^reading its \d+ characters took/,
    ],
    ['quotes', toXml(fill(2 * many, () => `<bpmn:task name='"' id="'"/>`)), /^reading its/],
    ['quotes that do not end', toXml(`<bpmn:task ${"a='\"' ".repeat(50_000)}`), /^The file is not BPMN/],
    [
      'namespaces in namespaces',
      toXml(
        `<bpmn:extensionElements>${nested.map((name) => `<${name}:b xmlns:${name}="u">`).join('')}${[
          ...nested,
        ]
          .reverse()
          .map((name) => `</${name}:b>`)
          .join('')}</bpmn:extensionElements>`,
      ),
      'read',
    ],
    [
      'references nobody answers',
      toXml(fill(400_000, () => '<bpmn:task><bpmn:incoming>z</bpmn:incoming></bpmn:task>')),
      'read',
    ],
    [
      'elements without end',
      toXml(fill(many, (index) => `<bpmn:task id="t${index}"/>`)),
      /at most 10000 are read/,
    ],
    [
      'secrets in each of many places',
      toXml(toTask(fill(many, () => '<zeebe:input source="{{secrets.A}}" target="a.b.c"/>').repeat(2))),
      /names secrets in more than 20000 places/,
    ],
    [
      'a target of a million levels',
      toXml(toTask(`<zeebe:input source="{{secrets.A}}" target="${'a.'.repeat(many)}a"/>`)),
      /names secrets in more than 20000 places/,
    ],
    [
      'a source of megabytes',
      toXml(toTask(`<zeebe:input source="=${'&quot;x{{secrets.'.repeat(200_000)}" target="a"/>`)),
      'read',
    ],
  ])('%s: it ends, and the event loop goes on', async (_case, xml, expected) => {
    const { reading, turns } = await readBeside(xml, expected === 'read' ? REAL_WORK_MS : undefined);
    if (expected === 'read') expect(reading).toMatchObject({ kind: 'read' });
    else
      expect(reading).toMatchObject({
        kind: 'refused',
        reason: expect.stringMatching(new RegExp(`${expected.source}|took more than`)),
      });
    // What took all its time took none of the event loop's.
    const tookAll = reading.kind === 'refused' && reading.reason.includes('took more than');
    expect(turns).toBeGreaterThan(tookAll ? 20 : 0);
  });

  test('a large model that is real is read', async () => {
    const task = (index: number): string =>
      toTask(
        fill(
          1_500,
          (input) => `<zeebe:input source="=customer.address.street + ${input}" target="body.v${input}"/>`,
        ) + '<zeebe:input source="=&quot;Bearer {{secrets.T}}&quot;" target="authentication.token"/>',
        `task${index}`,
      );
    const { reading, turns } = await readBeside(toXml(fill(1_500_000, task)), REAL_WORK_MS);
    expect(reading).toMatchObject({ kind: 'read' });
    expect(turns).toBeGreaterThan(0);
  });
});
