import { afterEach, describe, it } from 'vitest';
import { assertThat } from '../assertions/assert-that.ts';
import { createProcessTest, type ProcessTest } from '../process-test.ts';

const bpmn = (process: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://jobwright.example"><bpmn:process id="caller" isExecutable="true"><bpmn:startEvent id="start" />${process}<bpmn:endEvent id="end" /><bpmn:sequenceFlow id="a" sourceRef="start" targetRef="task" /><bpmn:sequenceFlow id="b" sourceRef="task" targetRef="end" /></bpmn:process></bpmn:definitions>`;
const call = (attributes = ''): string =>
  bpmn(
    `<bpmn:callActivity id="task"><bpmn:extensionElements><zeebe:calledElement processId="child" propagateAllChildVariables="true" ${attributes}/></bpmn:extensionElements></bpmn:callActivity>`,
  );
const decide = bpmn(
  '<bpmn:businessRuleTask id="task"><bpmn:extensionElements><zeebe:calledDecision decisionId="size" resultVariable="size" /></bpmn:extensionElements></bpmn:businessRuleTask>',
);

let test: ProcessTest;
afterEach(() => test.close());

describe('mockChildProcess', () => {
  it('stands in for a called process, with variables or a handler of its own', async () => {
    test = await createProcessTest({ resources: call() });
    await test.mockChildProcess('child', { from: 'child' });
    assertThat(await test.createInstance())
      .isCompleted()
      .hasVariables({ from: 'child' });
    await test.mockChildProcess('child', ({ n }) => ({ twice: Number(n) * 2 }));
    assertThat(await test.createInstance({ variables: { n: 3 } })).hasVariables({ n: 3, twice: 6 });
  });

  it('stands in for the version of a tag', async () => {
    test = await createProcessTest({ resources: call('bindingType="versionTag" versionTag="v1" ') });
    await test.mockChildProcess('child', { from: 'v1' }, { versionTag: 'v1' });
    await test.mockChildProcess('child', { from: 'latest' });
    assertThat(await test.createInstance())
      .isCompleted()
      .hasVariables({ from: 'v1' });
  });
});

describe('mockDecision', () => {
  it.each([['large'], [null], [{ a: ['<b>', 'it\'s "c"'] }], [12.5]])(
    'stands in for a decision with the output %j',
    async (output) => {
      test = await createProcessTest({ resources: decide });
      await test.mockDecision('size', output);
      assertThat(await test.createInstance())
        .isCompleted()
        .hasVariables({ size: output });
    },
  );
});
