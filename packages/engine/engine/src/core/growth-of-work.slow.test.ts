import { describe, expect, onTestFinished, test } from 'vitest';
import { readAll } from '../model/read-all.ts';
import type { Key } from './commands.ts';
import {
  boundary,
  definitions,
  element,
  end,
  flows,
  message,
  messageDefinition,
  process as processOf,
  repeated,
  start,
  startOn,
  subProcess,
  task,
  timerDefinition,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from './testing/test-engine.ts';

/** Less is not told from nothing: a machine with other work takes as long now and then. */
const FLOOR_MS = 30;

const list = <T>(count: number, part: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => part(index));
const join = (count: number, part: (index: number) => string): string => list(count, part).join('');
const variablesOf = (count: number): Record<string, number> =>
  Object.fromEntries(list(count, (index) => [`v${index}`, index]));

async function deploy(...parts: readonly string[]) {
  // Read without a thread: only what comes afterwards is looked at.
  const engine = createTestEngine({ models: { get: (all) => readAll(all) }, secrets: (name) => `${name}!` });
  onTestFinished(() => engine.core.close());
  const { processes } = await engine.deploy(definitions(...parts));
  const redeploy = async (...others: readonly string[]): Promise<Key> =>
    (await engine.deploy(definitions(...others))).processes[0]?.processDefinitionKey ?? '';
  return { ...engine, redeploy, definitionKey: processes[0]?.processDefinitionKey ?? '' };
}

/** Makes the engine ready for work of a size, and gives what does it. */
type Prepare = (size: number) => Promise<() => unknown>;

async function measure(prepare: Prepare, size: number): Promise<number> {
  const work = await prepare(size);
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const joining = (gateway: string, count: number): string =>
  processOf(
    'p',
    start(),
    element('parallelGateway', 'fork'),
    join(count, (index) => element('task', `t${index}`)),
    element(gateway, 'join'),
    end(),
    flows('start > fork', 'join > end'),
    join(count, (index) => flows(`fork > t${index}`)),
    // The last to be taken is the first of the join: each token would find all but one.
    join(count, (index) => flows(`t${count - 1 - index} > join`)),
  );
const condition = (text: string): string =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;
const tasks = (count: number, prefix = 't'): string => join(count, (index) => task(`${prefix}${index}`));
const forked = (id: string, prefix: string, count: number): string =>
  processOf(
    id,
    start(),
    element('parallelGateway', 'fork'),
    tasks(count, prefix),
    flows('start > fork'),
    join(count, (index) => flows(`fork > ${prefix}${index}`)),
  );

const CASES: readonly (readonly [string, number, Prepare])[] = [
  [
    'a parallel join of many flows',
    500,
    async (size) => {
      const engine = await deploy(joining('parallelGateway', size));
      return () => engine.start('p');
    },
  ],
  [
    'an inclusive join of many flows',
    1_000,
    async (size) => {
      const engine = await deploy(joining('inclusiveGateway', size));
      return () => engine.start('p');
    },
  ],
  [
    'a chain of many flows',
    1_000,
    async (size) => {
      const ids = list(size, (index) => `t${index}`);
      const engine = await deploy(
        processOf(
          'p',
          start(),
          ids.map((id) => element('task', id)).join(''),
          flows(['start', ...ids].join(' > ')),
        ),
      );
      return () => engine.start('p');
    },
  ],
  [
    'conditions in many sub-processes',
    150,
    async (size) => {
      const inner = subProcess(
        's',
        start('ss'),
        task('t'),
        boundary('b', 't', { body: condition('=x = 1') }),
        end('z'),
        flows('ss > t', 'b > z'),
      );
      const engine = await deploy(
        processOf('p', start(), repeated(inner, { items: '=items', item: 'item' }), flows('start > s')),
      );
      return () => engine.start('p', { items: list(size, (index) => index) });
    },
  ],
  [
    'many variables and many conditions',
    300,
    async (size) => {
      const engine = await deploy(
        processOf(
          'p',
          start(),
          task('t'),
          join(size, (index) =>
            boundary(`b${index}`, 't', { interrupting: false, body: condition(`=v${index} &lt; 0`) }),
          ),
          end('z'),
          join(size, (index) => flows(`b${index} > z`)),
          flows('start > t'),
        ),
      );
      const key = engine.start('p');
      const variables = variablesOf(size);
      return () => expectOk(engine.core.setVariables({ elementInstanceKey: key, variables, local: false }));
    },
  ],
  [
    'many input mappings over many variables',
    500,
    async (size) => {
      const inputs = list(size, (index) => ['=v0', `a${index}`] as const);
      const engine = await deploy(processOf('p', start(), task('t', { inputs }), flows('start > t')));
      const variables = variablesOf(size);
      return () => engine.start('p', variables);
    },
  ],
  [
    'many parts of one target',
    500,
    async (size) => {
      const inputs = list(size, (index) => ['=1', `a.b${index}`] as const);
      const engine = await deploy(processOf('p', start(), task('t', { inputs }), flows('start > t')));
      return () => engine.start('p');
    },
  ],
  [
    'many variables set, each with its entry in the audit log',
    1_000,
    async (size) => {
      const engine = await deploy(processOf('p', start(), task('t'), flows('start > t')));
      const key = engine.start('p');
      const variables = variablesOf(size);
      return () => expectOk(engine.core.setVariables({ elementInstanceKey: key, variables, local: false }));
    },
  ],
  [
    'many secrets of one job',
    500,
    async (size) => {
      const inputs = list(size, (index) => [`=camunda.secrets.s${index}`, `a.b${index}`] as const);
      const engine = await deploy(processOf('p', start(), task('t', { inputs }), flows('start > t')));
      engine.start('p');
      return () => engine.takeOne('t');
    },
  ],
  [
    'one message that starts many processes',
    250,
    async (size) => {
      const engine = await deploy(
        message('M', 'go', '=key'),
        join(size, (index) => processOf(`p${index}`, startOn(`s${index}`, messageDefinition('M')))),
      );
      return () => expectOk(engine.publish('go', 'a', { timeToLiveMs: 60_000 }));
    },
  ],
  [
    'an instance that starts at many elements',
    1_000,
    async (size) => {
      const engine = await deploy(processOf('p', start(), task('x'), tasks(size), flows('start > x')));
      return () =>
        expectOk(
          engine.core.createInstance({
            bpmnProcessId: 'p',
            version: -1,
            variables: {},
            tenantId: TENANT,
            startInstructions: list(size, (index) => ({ elementId: `t${index}` })),
          }),
        );
    },
  ],
  [
    'a modification of many instances of a sub-process',
    300,
    async (size) => {
      const inner = subProcess('s', start('ss'), task('t'), task('u'), flows('ss > t'));
      const engine = await deploy(
        processOf('p', start(), repeated(inner, { items: '=items', item: 'item' }), flows('start > s')),
      );
      const key = engine.start('p', { items: list(size, (index) => index) });
      const scopes = (engine.core.history(key)?.elements ?? []).filter(
        ({ elementId, loopCounter }) => elementId === 's' && loopCounter !== undefined,
      );
      const activateInstructions = scopes.map(({ elementInstanceKey }) => ({
        elementId: 'u',
        ancestorElementInstanceKey: elementInstanceKey,
      }));
      return () => expectOk(engine.core.modifyInstance({ processInstanceKey: key, activateInstructions }));
    },
  ],
  [
    'a migration with many elements',
    300,
    async (size) => {
      const engine = await deploy(forked('p', 't', size));
      const key = engine.start('p');
      const target = await engine.redeploy(forked('q', 'u', size));
      const mappingInstructions = list(size, (index) => ({
        sourceElementId: `t${index}`,
        targetElementId: `u${index}`,
      }));
      return () =>
        expectOk(
          engine.core.migrateInstance({
            processInstanceKey: key,
            targetProcessDefinitionKey: target,
            mappingInstructions,
          }),
        );
    },
  ],
  [
    'many timers of one task that are due together',
    500,
    async (size) => {
      const engine = await deploy(
        processOf(
          'p',
          start(),
          task('t'),
          join(size, (index) =>
            boundary(`b${index}`, 't', {
              interrupting: false,
              body: timerDefinition('timeDuration', 'PT1M'),
            }),
          ),
          end('z'),
          join(size, (index) => flows(`b${index} > z`)),
          flows('start > t'),
        ),
      );
      engine.start('p');
      return () => engine.clock.advance(60_000);
    },
  ],
];

describe('work grows with its size, not with the square of it', { timeout: 240_000 }, () => {
  test.each(CASES)('%s', async (_name, size, prepare) => {
    const once = await measure(prepare, size);
    const fourTimes = await measure(prepare, 4 * size);
    // What grows with the square takes sixteen times as long.
    expect(fourTimes).toBeLessThan(10 * Math.max(once, FLOOR_MS));
  });
});
