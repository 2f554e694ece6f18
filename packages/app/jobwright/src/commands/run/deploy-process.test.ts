import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngineCore, createSystemClock, type EngineCore } from '@jobwright/engine';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readText } from '../../command-line/read-variables.ts';
import { deployProcess } from './deploy-process.ts';
import { findRunResources } from './find-run-resources.ts';

const bpmn = (processes: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://jobwright.example">${processes}</bpmn:definitions>`;
const process = (id: string, task: string): string =>
  `<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="${id}s" />${task}<bpmn:endEvent id="${id}e" /><bpmn:sequenceFlow id="${id}1" sourceRef="${id}s" targetRef="${id}t" /><bpmn:sequenceFlow id="${id}2" sourceRef="${id}t" targetRef="${id}e" /></bpmn:process>`;
const plain = process('plain', '<bpmn:task id="plaint" />');
const decides = process(
  'decides',
  '<bpmn:businessRuleTask id="decidest"><bpmn:extensionElements><zeebe:calledDecision decisionId="size" resultVariable="size" /></bpmn:extensionElements></bpmn:businessRuleTask>',
);
const asks = process(
  'asks',
  '<bpmn:userTask id="askst"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="ask" /></bpmn:extensionElements></bpmn:userTask>',
);
const dmn =
  '<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="sizes" name="Sizes" namespace="http://jobwright.example"><decision id="size" name="Size"><literalExpression id="l"><text>"large"</text></literalExpression></decision></definitions>';
const form = '{"id": "ask", "type": "default", "schemaVersion": 17, "components": []}';

let folder: string;
let core: EngineCore;
const path = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-run-'));
  await writeFile(path('plain.bpmn'), bpmn(plain));
  await writeFile(path('decides.bpmn'), bpmn(decides));
  await writeFile(path('asks.bpmn'), bpmn(asks));
  await writeFile(path('both.bpmn'), bpmn(plain + decides));
  await writeFile(path('size.dmn'), dmn);
  await writeFile(path('ask.form'), form);
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  core = createEngineCore({ clock: createSystemClock() });
});
afterEach(() => core.close());

async function find(name: string, given?: readonly string[]): Promise<readonly string[]> {
  const content = await readText(path(name));
  return (await findRunResources(path(name), { content, given })).map((resource) => resource.name);
}

describe('findRunResources', () => {
  it('finds decisions and forms beside a process that refers to them', async () => {
    expect(await find('plain.bpmn')).toEqual([]);
    expect(await find('decides.bpmn')).toEqual(['size.dmn']);
    expect(await find('asks.bpmn')).toEqual(['ask.form']);
  });

  it('takes what is given instead, but not the file itself', async () => {
    expect(await find('decides.bpmn', [path('decides.bpmn'), path('ask.form')])).toEqual(['ask.form']);
    await expect(find('decides.bpmn', [path('absent.dmn')])).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe('deployProcess', () => {
  async function deploy(name: string, given?: readonly string[], processId?: string): Promise<string> {
    const content = await readText(path(name));
    const others = await findRunResources(path(name), { content, given });
    return deployProcess(core, { file: path(name), content, others, processId });
  }

  it('deploys decisions and forms with a process', async () => {
    const bpmnProcessId = await deploy('decides.bpmn');
    const created = core.createInstance({ bpmnProcessId, version: -1, variables: {}, tenantId: '<default>' });
    const key = created.ok ? created.value.processInstanceKey : '';
    expect(core.instance(key)).toMatchObject({ state: 'COMPLETED', variables: { size: 'large' } });
    expect(await deploy('asks.bpmn')).toBe('asks');
    const asked = core.createInstance({
      bpmnProcessId: 'asks',
      version: -1,
      variables: {},
      tenantId: '<default>',
    });
    expect(asked.ok && core.instance(asked.value.processInstanceKey)?.incidents).toEqual([]);
  });

  it('runs a process of the file, not one of the files deployed with it', async () => {
    expect(await deploy('plain.bpmn', [path('decides.bpmn')])).toBe('plain');
    await expect(deploy('plain.bpmn', [path('decides.bpmn')], 'decides')).rejects.toThrow(
      /contains the processes plain: choose one with --process/,
    );
  });

  it('needs a choice if the file has several', async () => {
    await expect(deploy('both.bpmn')).rejects.toThrow(/contains the processes plain, decides/);
    expect(await deploy('both.bpmn', undefined, 'decides')).toBe('decides');
  });

  it('names the file that cannot be deployed', async () => {
    await writeFile(path('wrong.dmn'), '<definitions');
    await expect(deploy('plain.bpmn', [path('wrong.dmn')])).rejects.toThrow(
      /cannot be deployed.*'wrong\.dmn'/,
    );
  });
});
