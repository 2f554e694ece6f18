import { createResourceScope } from '@jobwright/concurrency';
import { RetryableError, silentLogger } from '@jobwright/connector-sdk';
import { afterAll, expect, test } from 'vitest';
import { createDeployedInputs } from './deployed-inputs.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const host = { resources, signal: new AbortController().signal, logger: silentLogger };
const task = { processDefinitionId: 'order:1:x', processDefinitionKey: 'order', activityId: 'call' };

const MODEL = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:operaton="http://operaton.org/schema/1.0/bpmn">
<bpmn:process id="order"><bpmn:subProcess id="sub"><bpmn:sendTask id="call"><bpmn:extensionElements><operaton:inputOutput>
<operaton:inputParameter name="a">old</operaton:inputParameter><operaton:inputParameter name="b" />
<operaton:inputParameter name="a">=1</operaton:inputParameter>
</operaton:inputOutput></bpmn:extensionElements></bpmn:sendTask></bpmn:subProcess></bpmn:process></bpmn:definitions>`;

test('a model is read once, and asked for again while it is not there', async () => {
  let asked = 0;
  const inputsOf = createDeployedInputs(async () => {
    asked += 1;
    if (asked === 1) throw new RetryableError({ code: 'PROCESS_MODEL_UNAVAILABLE', message: 'later' });
    return MODEL;
  });
  const read = await Promise.all([inputsOf(task, host), inputsOf(task, host)]);
  const expected = [
    { name: 'b', isEmpty: true, feel: [] },
    { name: 'a', isEmpty: false, feel: [{ path: [], text: '=1' }] },
  ];
  expect(read).toEqual([expected, expected]);
  expect(await inputsOf({ ...task, activityId: 'other' }, host)).toEqual([]);
  expect(asked).toBe(2);
});

test('a model that cannot be read is refused, and not read again at once', async () => {
  let asked = 0;
  const inputsOf = createDeployedInputs(async () => {
    asked += 1;
    return '<html/>';
  });
  for (let time = 0; time < 2; time += 1)
    await expect(inputsOf(task, host)).rejects.toMatchObject({
      code: 'PROCESS_MODEL_REFUSED',
      message: expect.stringContaining(
        'what the inputs of the task are in the deployed model: its model cannot be read',
      ),
    });
  expect(asked).toBe(1);
});
