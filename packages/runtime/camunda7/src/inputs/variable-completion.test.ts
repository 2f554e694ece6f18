import { createResourceScope } from '@jobwright/concurrency';
import { silentLogger } from '@jobwright/connector-sdk';
import { parseJson, stringifyJson } from '@jobwright/json';
import { ClusterCallError } from '@jobwright/runtime/cluster';
import { afterAll, describe, expect, test } from 'vitest';
import type { EngineVariable, EngineVariables } from '../engine/engine-variable.ts';
import type { EngineRequests } from '../engine/engine-request.ts';
import type { ExternalTask } from '../engine/external-task.ts';
import { createEngineModels } from '../models/engine-models.ts';
import { javaStreams } from '../testing/java-streams.ts';
import { readVariables } from '../variables/read-variables.ts';
import { createVariableCompletion } from './create-variable-completion.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const host = {
  resources,
  signal: new AbortController().signal,
  logger: silentLogger,
  expressions: { version: '8.10', clock: { now: () => 0 } },
} as const;

const text = (value: string): EngineVariable => ({ type: 'String', value });
const javaObject = (stream: keyof typeof javaStreams, objectTypeName: string): EngineVariable => ({
  type: 'Object',
  value: javaStreams[stream],
  valueInfo: { objectTypeName, serializationDataFormat: 'application/x-java-serialized-object' },
});

interface Work {
  /** Input parameters as in a model. */
  readonly inputs?: string;
  readonly variables: EngineVariables;
  readonly properties?: Readonly<Record<string, string>>;
  /** Answers beside that of the model, by how their paths begin. */
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly wanted?: readonly string[];
}

let models = 0;

async function complete({ inputs = '', variables, properties = {}, answers = {}, wanted = ['url'] }: Work) {
  models += 1;
  const processDefinitionId = `order:${models}:x`;
  const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><bpmn:process id="order"><bpmn:serviceTask id="call"><bpmn:extensionElements><camunda:inputOutput>${inputs}</camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask></bpmn:process></bpmn:definitions>`;
  const paths: string[] = [];
  const engine: EngineRequests = {
    address: 'http://engine',
    async send({ path }) {
      paths.push(path);
      if (path.startsWith('/process-definition/')) return JSON.stringify({ bpmn20Xml: xml });
      const [, answer] = Object.entries(answers).find(([start]) => path.startsWith(start)) ?? [];
      if (answer === undefined) throw new ClusterCallError('refused', 'Cannot', { httpStatus: 500 });
      return stringifyJson(answer);
    },
    open: () => Promise.reject(new Error('not used')),
  };
  const task: ExternalTask = {
    id: 'task-1',
    topicName: 'http',
    workerId: 'worker-1',
    processInstanceId: 'instance-1',
    processDefinitionId,
    processDefinitionKey: 'order',
    activityId: 'call',
    activityInstanceId: 'call:1',
    executionId: 'execution-1',
    retries: undefined,
    priority: 0,
    tenantId: undefined,
    businessKey: undefined,
    extensionProperties: properties,
    variables,
  };
  const read = readVariables(task);
  const completion = createVariableCompletion({
    engine,
    models: createEngineModels(engine),
    variablesOf: () => wanted,
  });
  return {
    variables: parseJson(await completion({ task, ...read, text: stringifyJson(read.variables) }, host)),
    paths,
  };
}

const parameter = (name: string, value: string): string =>
  `<camunda:inputParameter name="${name}">${value}</camunda:inputParameter>`;

describe('FEEL', () => {
  test('is evaluated where it stands in the model, with the visible variables', async () => {
    const { variables } = await complete({
      inputs: parameter('url', '="http://host/" + string(order.id)') + parameter('n', '=order.n + 1'),
      variables: {
        url: text('="http://host/" + string(order.id)'),
        n: text('=order.n + 1'),
        order: { type: 'Json', value: '{"id":7,"n":9007199254740992}' },
      },
    });
    expect(variables).toEqual({
      url: 'http://host/7',
      n: 9007199254740993n,
      order: { id: 7, n: 9007199254740992n },
    });
  });

  test.each(['=1+1', '{{secrets.X}}', '= order.secret'])(
    'what an expression of the engine or a variable brings is data: %s',
    async (data) => {
      const { variables } = await complete({
        inputs: parameter('url', '${order}') + parameter('method', '=order'),
        variables: { url: text(data), order: text(data), method: text('=order') },
      });
      expect(variables).toEqual({ url: data, order: data, method: data });
    },
  );

  test('is evaluated in maps and lists', async () => {
    const { variables } = await complete({
      inputs: `<camunda:inputParameter name="m"><camunda:map>
        <camunda:entry key="k">=1 + 1</camunda:entry><camunda:entry key="d">\${x}</camunda:entry>
        <camunda:entry key="l"><camunda:list><camunda:value>x</camunda:value><camunda:value>=[a]</camunda:value></camunda:list></camunda:entry>
      </camunda:map></camunda:inputParameter>`,
      variables: {
        m: { type: 'Json', value: '{"k":"=1 + 1","d":"=2","l":["x","=[a]"]}' },
        a: { type: 'Boolean', value: true },
      },
    });
    expect(variables).toMatchObject({ m: { k: 2, d: '=2', l: ['x', [true]] } });
  });

  test('sees the inputs before it, and not those after it', async () => {
    const { variables } = await complete({
      inputs:
        parameter('a.b', '=1') + parameter('c', '=a.b + 1') + parameter('d', '=e') + parameter('e', '=5'),
      variables: { 'a.b': text('=1'), c: text('=a.b + 1'), d: text('=e'), e: text('=5') },
      answers: { '/variable-instance?': [] },
    });
    expect(variables).toEqual({ a: { b: 1 }, c: 2, d: null, e: 5 });
  });

  test('sees the variable that its own input hides, of the nearest scope', async () => {
    const instance = (activityInstanceId: string, value: string) => ({
      id: 'v',
      name: 'order',
      type: 'String',
      value,
      executionId: 'e',
      activityInstanceId,
    });
    const node = (id: string, parent: string | null, children: unknown[] = []) => ({
      id,
      parentActivityInstanceId: parent,
      childActivityInstances: children,
    });
    const { variables, paths } = await complete({
      inputs: parameter('order', '=order + "!"'),
      variables: { order: text('=order + "!"') },
      answers: {
        '/variable-instance?': [
          instance('instance-1', 'outer'),
          instance('sub:2', 'other'),
          instance('sub:1', 'nearest'),
          instance('call:1', '=order'),
        ],
        '/process-instance/instance-1/activity-instances': node('instance-1', null, [
          node('sub:1', 'instance-1', [node('call:1', 'sub:1')]),
          node('sub:2', 'instance-1'),
        ]),
      },
    });
    expect(variables).toEqual({ order: 'nearest!' });
    expect(paths[1]).toContain('processInstanceIdIn=instance-1&variableName=order');
  });

  test.each([
    ['is wrong', '=1 +', /^url: /],
    ['fails', '=assert(x, false)', /^url: /],
    ['is mixed with an expression of the engine', '=a + ${b}', /^url: FEEL and an expression of the engine/],
  ])('that %s is one error that names the input', async (_, feel, message) => {
    await expect(
      complete({ inputs: parameter('url', feel), variables: { url: text('=...') } }),
    ).rejects.toMatchObject({ name: 'InputError', message: expect.stringMatching(message) });
  });
});

describe('inputs', () => {
  test('with dots are nested, empty ones are left out', async () => {
    const { variables } = await complete({
      inputs:
        parameter('authentication.type', 'basic') +
        parameter('authentication.username', '${user}') +
        parameter('authentication.token', '') +
        parameter('body', '') +
        parameter('nothing', '${null}'),
      variables: {
        'authentication.type': text('basic'),
        'authentication.username': text('ada'),
        'authentication.token': { type: 'Null', value: null },
        body: { type: 'Null', value: null },
        nothing: { type: 'Null', value: null },
        authentication: text('a variable of the process'),
        'x.y': text('no input'),
      },
    });
    expect(variables).toEqual({
      authentication: { type: 'basic', username: 'ada' },
      nothing: null,
      'x.y': 'no input',
    });
  });

  test('need no model where it can say nothing', async () => {
    const { variables, paths } = await complete({
      variables: { url: text('x'), m: javaObject('hashmap', 'x') },
    });
    expect(variables).toEqual({ url: 'x', m: { k: 'v' } });
    expect(paths).toEqual([]);
  });

  test('may come from one variable, before which those of the element count', async () => {
    const { variables } = await complete({
      inputs: parameter('auth.type', 'none') + parameter('url', '=1'),
      variables: {
        'auth.type': text('none'),
        url: text('=1'),
        request: { type: 'Json', value: '{"url":"=2","method":"=3","auth":{"type":"basic"}}' },
      },
      properties: { inputVariable: ' request ' },
    });
    expect(variables).toMatchObject({ url: 1, method: '=3', auth: { type: 'none' } });
    await expect(
      complete({ variables: { url: text('x') }, properties: { inputVariable: 'request' } }),
    ).rejects.toThrow(
      'property inputVariable: Expected the name of a variable that is an object, got request',
    );
  });
});

describe('an object of a class that is not read here', () => {
  const variables = {
    order: javaObject('bean', 'com.acme.Order'),
    other: javaObject('bean', 'com.acme.Other'),
  };

  test('comes from the engine where it is needed', async () => {
    const answers = {
      '/process-instance/execution-1/variables/order?': { value: { id: 9007199254740993n } },
    };
    const { variables: read, paths } = await complete({ variables, answers, wanted: ['order'] });
    expect(read).toEqual({ order: { id: 9007199254740993n } });
    expect(paths.slice(1)).toEqual(['/process-instance/execution-1/variables/order?deserializeValue=true']);
    const inFeel = await complete({
      inputs: parameter('url', '=order.id'),
      variables: { ...variables, url: text('=order.id') },
      answers,
    });
    expect(inFeel.variables).toEqual({ url: 9007199254740993n });
  });

  test('and that the engine does not have either is an error that says what to do', async () => {
    await expect(complete({ variables, wanted: ['order'] })).rejects.toMatchObject({
      name: 'ConnectorError',
      code: 'VARIABLE_UNREADABLE',
      message: expect.stringContaining(
        'a Java object of the class com.acme.Order, as JSON (Cannot): store it as JSON',
      ),
    });
  });
});
