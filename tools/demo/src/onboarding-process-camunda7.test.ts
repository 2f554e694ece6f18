import { type ElementModel, readModel } from '@jobwright/bpmn-model';
import { beforeAll, expect, it } from 'vitest';
import { readOnboardingProcess } from './onboarding-process.ts';

let camunda8: readonly ElementModel[];
let camunda7: readonly ElementModel[];
const ownHeaders = new Set(['elementTemplateId', 'elementTemplateVersion', 'retries']);
/** What it brings with it is mapped by the boundary event on Camunda 8, and by the error on Camunda 7. */
const broughtByError = ', {customerUnknown: true}';

async function readElements(platform: 'camunda7' | 'camunda8'): Promise<readonly ElementModel[]> {
  const { processes } = await readModel(await readOnboardingProcess(platform));
  expect(processes.map(({ id, isExecutable }) => ({ id, isExecutable }))).toEqual([
    { id: 'customer-onboarding', isExecutable: true },
  ]);
  return processes.flatMap(({ elements }) => elements);
}

const headersOf = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !ownHeaders.has(name))
      .map(([name, value]) => [name, value.replace(broughtByError, '')]),
  );

beforeAll(async () => {
  [camunda8, camunda7] = await Promise.all([readElements('camunda8'), readElements('camunda7')]);
});

it('has the elements that it has on Camunda 8', () => {
  const outline = (elements: readonly ElementModel[]) => elements.map(({ id, type }) => ({ id, type }));
  expect(outline(camunda7)).toEqual(outline(camunda8));
});

it('gives each connector the same inputs and headers as on Camunda 8', () => {
  const tasks = camunda8.filter(({ jobType }) => jobType !== undefined);
  expect(tasks).toHaveLength(4);
  for (const { id, jobType, inputs, headers } of tasks) {
    const task = camunda7.find((element) => element.id === id)?.camunda7;
    expect(task?.topic).toBe(jobType);
    expect(task?.properties['retries']).toBe('3');
    expect(headersOf(task?.properties ?? {})).toEqual(headersOf(headers));
    expect(task?.inputs).toEqual(
      inputs.map(({ source, target }) => ({ name: target, value: { kind: 'text', text: source } })),
    );
  }
});
