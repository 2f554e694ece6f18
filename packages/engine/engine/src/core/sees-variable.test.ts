import { expect, test } from 'vitest';
import { createEngineCore } from './engine-core.ts';
import { seesVariable } from './sees-variable.ts';
import { createSystemClock } from './system-clock.ts';

const service = (id: string, more: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${id}" /><zeebe:ioMapping><zeebe:input source="=url" target="url" /></zeebe:ioMapping></bpmn:extensionElements>${more}</bpmn:serviceTask>`;
const each =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1]" inputElement="item" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
const model = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t"><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start" />${service('call', '')}${service('each', each)}<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="call" /><bpmn:sequenceFlow id="b" sourceRef="start" targetRef="each" /></bpmn:process></bpmn:definitions>`;

test('variables of the scope count, and the item of a loop; what input mappings set does not', async () => {
  const core = createEngineCore({ clock: createSystemClock() });
  const deployed = await core.deploy({ resources: [{ name: 'p.bpmn', content: model }] });
  expect(deployed).toMatchObject({ ok: true });
  const tenantId = '<default>';
  core.createInstance({ bpmnProcessId: 'p', version: -1, variables: { known: null }, tenantId });
  const seen = (type: string) => {
    const activated = core.activateJobs({
      ...{ type, worker: 'w', timeoutMs: 60_000, maxJobs: 1, fetchVariables: [], tenantIds: [tenantId] },
    });
    const [job] = activated.ok ? activated.value : [];
    if (!job) throw new Error('No job');
    return ['known', 'url', 'item', 'a b'].filter((name) => seesVariable(core, name, job));
  };
  expect(seen('call')).toEqual(['known']);
  expect(seen('each')).toEqual(expect.arrayContaining(['known', 'item']));
  const absent = { processInstanceKey: '1', elementInstanceKey: '2', tenantId };
  expect(seesVariable(core, 'known', absent)).toBeUndefined();
  core.close();
});
