import { expect, onTestFinished, test } from 'vitest';
import { definitions, end, flows, process, start, task } from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const repeat = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join('');
const inProcess = (body: string): string => definitions(process('p', start(), body));
const simple = definitions(process('simple', start(), task('t'), end(), flows('start > t > end')));

/** Deploys while an instance runs and others have their turn. */
async function deployBeside(content: string) {
  const engine = createTestEngine();
  onTestFinished(() => engine.core.close());
  await engine.deploy(simple);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 5);
  const deploying = engine.deployNamed('a.bpmn', content).finally(() => clearInterval(timer));
  const key = engine.start('simple');
  engine.finish('t');
  expect(engine.view(key).state).toBe('COMPLETED');
  return { deployed: await deploying, turns };
}

const refused = (reason: string | RegExp) => ({
  ok: false,
  rejection: { code: 'INVALID_ARGUMENT', reason: expect.stringMatching(reason) },
});

test(
  'a file made to take long: the engine works on meanwhile, and refuses it',
  { timeout: 60_000 },
  async () => {
    const content = inProcess(repeat(5_000, () => '<bpmn:task id="a"/>'));
    const { deployed, turns } = await deployBeside(content);
    expect(deployed).toMatchObject(refused(/^Expected to deploy/));
    // Read between turns, it would leave one or two.
    expect(turns).toBeGreaterThan(20);
  },
);

test('50 megabytes are refused before they are read', async () => {
  const { deployed } = await deployBeside(inProcess(`<!--${'x'.repeat(50_000_000)}-->`));
  expect(deployed).toMatchObject(refused(/at most 10000000 are read/));
});

test('many small files are read in the thread as well', async () => {
  const engine = createTestEngine();
  onTestFinished(() => engine.core.close());
  const resources = Array.from({ length: 30 }, (_, index) => ({
    name: `${index}.bpmn`,
    content: definitions(process(`p${index}`, start())),
  }));
  const { processes } = expectOk(await engine.core.deploy({ resources, tenantId: '<default>' }));
  expect(processes.map(({ resourceName, bpmnProcessId }) => [resourceName, bpmnProcessId])).toEqual(
    resources.map(({ name }, index) => [name, `p${index}`]),
  );
});

test('a large model that is real is deployed, and runs', async () => {
  const engine = createTestEngine();
  onTestFinished(() => engine.core.close());
  const ids = Array.from({ length: 800 }, (_, index) => `t${index}`);
  const tasks = ids.map((id) => task(id, { inputs: [['=1 + 1', 'a.b']] }));
  const content = definitions(
    process('large', start(), ...tasks, end(), flows(`start > ${ids.join(' > ')} > end`)),
  );
  const { processes } = expectOk(await engine.deployNamed('large.bpmn', content));
  expect(engine.core.processXml(processes[0]!.processDefinitionKey)).toBe(content);
  engine.start('large');
  expect(engine.takeOne('t0').variables).toEqual({ a: { b: 2 } });
});

test('an engine that is closed gives no deployment up without a word', async () => {
  const engine = createTestEngine();
  const deploying = engine.deployNamed('a.bpmn', inProcess(repeat(100_000, () => '<bpmn:task id="a"/>')));
  engine.core.close();
  await expect(deploying).rejects.toThrow('closed');
});
