import type { Connector } from '@jobwright/connector-sdk';
import { startConnectors } from '@jobwright/runtime';
import {
  deployFiles,
  readInstanceVariables,
  runInstance,
  type TypedVariable,
} from '@jobwright/servers/operaton';
import type { Camunda7World } from './camunda7-world.ts';

export interface TwoTasks {
  /** By the job type of each task. */
  readonly connectors: (types: { readonly first: string; readonly second: string }) => readonly Connector[];
  /** Of the first task. */
  readonly resultExpression: string;
  readonly variables?: Readonly<Record<string, TypedVariable>>;
}

let lastId = 0;

/** Runs a process of two tasks, one after the other, to its end, and gives its variables with their types. */
export async function runTwoTasks(
  world: Camunda7World,
  { connectors, resultExpression, variables = {} }: TwoTasks,
): Promise<Readonly<Record<string, TypedVariable>>> {
  const id = `two-tasks-${process.pid}-${++lastId}`;
  const types = { first: `test:${id}:first`, second: `test:${id}:second` };
  const content = modelOf(id, { ...types, resultExpression });
  await deployFiles(world.call, [{ name: `${id}.bpmn`, content }]);
  const workers = await startConnectors({ connectors: connectors(types), clusters: [world.cluster()] });
  try {
    const instanceId = await runInstance(world.call, { processId: id, variables });
    return await readInstanceVariables(world.call, instanceId);
  } finally {
    await workers.close({ timeoutMs: 0 });
  }
}

interface Tasks {
  readonly first: string;
  readonly second: string;
  readonly resultExpression: string;
}

const modelOf = (id: string, { first, second, resultExpression }: Tasks): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions" targetNamespace="http://jobwright.example">
<bpmn:process id="${id}" isExecutable="true" camunda:historyTimeToLive="P1D">
<bpmn:startEvent id="start" />
<bpmn:sequenceFlow id="toFirst" sourceRef="start" targetRef="first" />
<bpmn:serviceTask id="first" camunda:type="external" camunda:topic="${first}"><bpmn:extensionElements><camunda:properties><camunda:property name="resultExpression" value="${resultExpression.replaceAll('"', '&quot;')}" /></camunda:properties></bpmn:extensionElements></bpmn:serviceTask>
<bpmn:sequenceFlow id="toSecond" sourceRef="first" targetRef="second" />
<bpmn:serviceTask id="second" camunda:type="external" camunda:topic="${second}" />
<bpmn:sequenceFlow id="toEnd" sourceRef="second" targetRef="end" />
<bpmn:endEvent id="end" />
</bpmn:process>
</bpmn:definitions>`;
