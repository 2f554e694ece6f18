import { expect, test } from 'vitest';
import { makeDevProject } from '../../testing/dev-project.ts';

const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://jobwright.example">
<bpmn:process id="greeting" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:serviceTask id="greet"><bpmn:extensionElements><zeebe:taskDefinition type="acme:greet:1" /><zeebe:taskHeaders><zeebe:header key="resultVariable" value="result" /></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="end" />
<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="greet" /><bpmn:sequenceFlow id="b" sourceRef="greet" targetRef="end" /></bpmn:process></bpmn:definitions>`;

const entry = `import { defineConnector } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { greet } from './greet.ts';

export const greeter = defineConnector({
  type: 'acme:greet:1',
  name: 'Greeter',
  input: z.object({ name: z.string().meta({ title: 'Name' }) }),
  output: z.object({ text: z.string() }),
  run: greet,
});
`;
const greet = (
  body: string,
): string => `import { ConnectorError, type OperationContext } from '@jobwright/connector-sdk';

export async function greet({ name }: { readonly name: string }, context: OperationContext) {
  ${body}
}
`;
const waits = greet(`console.log('old code waits');
  return new Promise<never>((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason)));`);
const gives = (word: string): string => greet(`return { text: \`${word} \${name}\` };`);
const startGreeting = ['--start', 'greeting', '--variables', '{"name": "Ada"}'];

test('an instance that waits at a task survives a reload and is completed by the new code', async () => {
  const project = await makeDevProject({
    'src/index.ts': entry,
    'src/greet.ts': waits,
    'greeting.bpmn': model,
  });
  const dev = project.run('.', ...startGreeting);
  const [, key] = /instance (\d+)/.exec(await dev.line(/^Started greeting/))!;
  await dev.line(/old code waits/);
  await project.save('src/greet.ts', gives('Hello'));
  await dev.line(/^Reloaded src\/index\.ts: acme:greet:1/);
  expect(await dev.line(/^Completed/)).toBe(`Completed ${key}: {"name":"Ada","result":{"text":"Hello Ada"}}`);
  expect(await dev.stop()).toBe(0);
}, 60_000);

test('secrets of the engine come from .env, and are printed nowhere', async () => {
  const input =
    '<zeebe:ioMapping><zeebe:input source="=camunda.secrets.TOKEN" target="name" /></zeebe:ioMapping>';
  const project = await makeDevProject({
    '.env': 'SECRET_TOKEN=MARKER-of-the-engine',
    'src/index.ts': entry,
    'src/greet.ts': greet("throw new ConnectorError({ code: 'NOPE', message: `Not for ${name}` });"),
    'greeting.bpmn': model.replace('<zeebe:taskHeaders>', `${input}<zeebe:taskHeaders>`),
  });
  const dev = project.run('.', '--start', 'greeting');
  expect(await dev.line(/^Incident at greet/)).toBe('Incident at greet: NOPE: Not for ***');
  expect(dev.output()).not.toContain('MARKER');
  expect(await dev.stop()).toBe(0);
}, 60_000);

test('a mistake in a saved file is one line, and the version before runs on', async () => {
  const project = await makeDevProject({
    'src/index.ts': entry,
    'src/greet.ts': greet("throw new ConnectorError({ code: 'NOPE', message: 'Not today' });"),
    'greeting.bpmn': model,
  });
  const dev = project.run('src/index.ts', 'greeting.bpmn', ...startGreeting);
  await dev.line(/^Incident at greet: NOPE: Not today/);

  await project.save('src/greet.ts', greet('return { text: '));
  await dev.line(/^Not reloaded, the previous version keeps running: src\/greet\.ts:5:\d+: /);
  await project.save('src/index.ts', 'export const nothing = 1;');
  await dev.line(
    /^Not reloaded, the previous version keeps running: src\/index\.ts does not export a connector/,
  );
  await project.save('greeting.bpmn', model.replaceAll('serviceTask', 'complexGateway'));
  await dev.line(/^Not reloaded, .*greeting\.bpmn cannot be deployed: .*complexGateway/);

  await project.save('src/greet.ts', gives('Welcome'));
  await project.save('src/index.ts', entry);
  await dev.line(/^Reloaded/);
  await dev.line(/^Retrying greet of instance \d+/);
  await dev.line(/^Completed \d+: .*Welcome Ada/);
  await project.save('greeting.bpmn', model.replace('id="greet"', 'id="greet" name="Greet"'));
  await dev.line(/^Deployed greeting\.bpmn: greeting version 2/);
  expect(await dev.stop()).toBe(0);
  expect(dev.output()).not.toMatch(/^\s+at /m);
}, 60_000);

test('with --data a start goes on where a killed one ended, and a file that has not changed keeps its version', async () => {
  const project = await makeDevProject({
    'src/index.ts': entry,
    'src/greet.ts': waits,
    'greeting.bpmn': model,
  });
  const first = project.run('.', '--data', 'data', ...startGreeting);
  await first.line(/^Data in data: nothing yet$/);
  await first.line(/^Started greeting/);
  await first.kill();

  const restarted = project.run('.', '--data', 'data');
  await restarted.line(/^Data in data: 1 process, 1 running instance, 0 incidents$/);
  await restarted.line(/^Deployed greeting\.bpmn: greeting version 1$/);
  expect(await restarted.stop()).toBe(0);
}, 120_000);

test("variables of a folder's .env are secrets, and the echo service answers", async () => {
  const call = greet(`const response = await fetch(name);
  return { text: JSON.stringify(await response.json()) };`);
  const project = await makeDevProject({
    'src/index.ts': entry,
    'src/greet.ts': call,
    '.env': 'SECRET_WORD=xyzzy',
    'greeting.bpmn': model.replace(
      '<zeebe:taskHeaders>',
      '<zeebe:ioMapping><zeebe:input source="=echoUrl + &#34;/{{secrets.WORD}}&#34;" target="name" /></zeebe:ioMapping><zeebe:taskHeaders>',
    ),
  });
  const dev = project.run('--start', 'greeting', '--echo');
  expect(await dev.line(/^Completed/)).toMatch(/\\"url\\":\\"\/xyzzy\\"/);
}, 60_000);

test('a folder with models of others loads no code', async () => {
  const evil = "console.log('PWN'); export {};";
  const project = await makeDevProject({
    'models/greeting.bpmn': model,
    'models/evil.mjs': evil,
    'models/index.js': evil,
    'models/index.ts': evil,
    'models/index.mjs': evil,
    'models/package.json': '{ "main": "./evil.mjs", "exports": "./evil.mjs" }',
    'models/.env': [
      'JOBWRIGHT_CONNECTORS_MODULES=./models/evil.mjs',
      'NODE_OPTIONS=--import=./models/evil.mjs',
      'JOBWRIGHT_CONFIG=./models/jobwright.yaml',
      'HTTPS_PROXY=http://127.0.0.1:1',
      'SECRET_WORD=xyzzy',
    ].join('\n'),
    'models/jobwright.yaml': 'connectors: { modules: [./models/evil.mjs] }',
  });
  const dev = project.run('models');
  await dev.line(
    /^Ignored in \.env, .*HTTPS_PROXY, JOBWRIGHT_CONFIG, JOBWRIGHT_CONNECTORS_MODULES, NODE_OPTIONS$/,
  );
  await dev.line(/^Save a file to reload it/);
  expect(await dev.stop()).toBe(0);
  expect(dev.output()).not.toContain('PWN');
}, 60_000);

test.each([
  [['nowhere'], /nowhere does not exist/],
  [['package.json'], /package\.json is neither TypeScript, JavaScript nor BPMN/],
  [['broken.ts'], /broken\.ts:1:\d+: /],
  [['empty'], /empty has neither a connector .* nor a \.bpmn file/],
])(
  'wrong input %j ends the command with one line',
  async (parameters, expected) => {
    const project = await makeDevProject({ 'broken.ts': 'export const = 1', 'empty/README.md': '' });
    const dev = project.run(...parameters);
    expect(await dev.ended).toBe(2);
    expect(dev.output()).toMatch(expected);
    expect(dev.output()).toMatch(/^jobwright: .*$/m);
    expect(dev.output()).not.toMatch(/^\s+at /m);
  },
  60_000,
);
