import fc from 'fast-check';
import { expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  end,
  flows,
  message,
  messageDefinition,
  process,
  repeated,
  start,
  task,
  timerDefinition,
} from '../core/testing/bpmn.ts';
import { TENANT } from '../core/testing/test-engine.ts';
import { createRecordedEngine, repeatLines } from './testing/recorded-engine.ts';

const render = (version: number): string =>
  definitions(
    message('M', 'go', '=id'),
    process(
      'p',
      start(),
      element('parallelGateway', 'fork'),
      task('a', { inputs: [['=if secretive then camunda.secrets.TOKEN else null', 'token']] }),
      task('b', { inputs: [['=assert(x, x > 3)', 'y']] }),
      repeated(task('many'), { items: '=[1,2]', item: 'item' }),
      element('intermediateCatchEvent', 'message', { body: messageDefinition('M') }),
      element('userTask', 'person', {
        body: '<bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements>',
      }),
      boundary('late', 'a', { body: timerDefinition('timeCycle', 'R3/PT5S'), interrupting: false }),
      element('parallelGateway', 'join'),
      task(`last${version}`),
      end(),
      flows(
        ...['a', 'b', 'many', 'message', 'person'].map((id) => `fork > ${id} > join`),
        'start > fork',
        `join > last${version} > end`,
        'late > after',
      ),
      task('after'),
    ),
  );

type Engine = ReturnType<typeof createRecordedEngine>;
interface Draw {
  readonly command: number;
  readonly which: number;
  readonly amount: number;
}

const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)];
const variables = (amount: number) => ({ x: amount, secretive: amount % 5 === 0 });

const commands: readonly ((engine: Engine, draw: Draw) => unknown)[] = [
  ({ core }, { amount }) =>
    core.deploy({ resources: [{ name: 'p.bpmn', content: render(amount % 3) }], tenantId: TENANT }),
  ...Array.from(
    { length: 3 },
    () =>
      ({ core }: Engine, { which, amount }: Draw) =>
        core.createInstance({
          bpmnProcessId: 'p',
          version: -1,
          variables: { id: `i${which % 4}`, big: 9007199254740993n, ...variables(amount) },
          tenantId: TENANT,
          tags: ['t'],
          businessId: `b${which}`,
        }),
  ),
  ...Array.from(
    { length: 3 },
    () =>
      ({ core }: Engine, { which, amount }: Draw) =>
        core.activateJobs({
          type: pick(['a', 'b', 'many', 'after', 'last0', 'last1'], which) ?? 'a',
          worker: 'w',
          timeoutMs: 1 + amount * 500,
          maxJobs: 1 + (which % 3),
          fetchVariables: [],
        }),
  ),
  ...Array.from(
    { length: 3 },
    () =>
      ({ core }: Engine, { which, amount }: Draw) =>
        core.completeJob({ jobKey: pick(core.jobs(), which)?.key ?? '1', variables: variables(amount) }),
  ),
  ({ core }, { which, amount }) =>
    core.failJob({
      jobKey: pick(core.jobs(), which)?.key ?? '1',
      retries: amount % 3,
      errorMessage: 'no',
      retryBackoffMs: amount * 100,
      variables: {},
    }),
  ({ core }, { which, amount }) =>
    core.updateJobRetries({ jobKey: pick(core.jobs(), which)?.key ?? '1', retries: 1 + (amount % 3) }),
  ({ core }, { which }) => core.resolveIncident(pick(core.incidents(), which)?.key ?? '1'),
  ({ core }, { which, amount }) =>
    core.publishMessage({
      name: 'go',
      correlationKey: `i${which % 4}`,
      timeToLiveMs: amount * 1_000,
      messageId: amount % 2 === 0 ? '' : `m${which}`,
      variables: variables(amount),
      tenantId: TENANT,
    }),
  ({ core }, { which, amount }) =>
    core.setVariables({
      elementInstanceKey: pick(core.jobs(), which)?.processInstanceKey ?? '1',
      variables: variables(amount),
      local: amount % 2 === 0,
    }),
  ({ core }, { which }) =>
    core.completeUserTask({ userTaskKey: pick(core.userTasks(), which)?.key ?? '1', variables: {} }),
  ({ core }, { which, amount }) => {
    const name = `v${which % 3}`;
    return amount % 3 === 0
      ? core.deleteClusterVariable({ name, scope: 'GLOBAL' })
      : core.createClusterVariable({ name, scope: 'GLOBAL', value: amount });
  },
  ({ core }, { which }) => core.cancelInstance(pick(core.jobs(), which)?.processInstanceKey ?? '1'),
  async ({ core }) => {
    core.createBatch({ action: { type: 'RESOLVE_INCIDENT' }, filter: { fields: {} } });
    await new Promise((resolve) => setImmediate(resolve));
  },
  ({ core, clock }, { amount }) => core.pinClock({ timestampMs: clock.now() + amount * 1_000 }),
  ({ core }) => core.resetClock(),
  ({ clock }, { amount }) => clock.advance(amount * 1_000),
  ({ clock }, { amount }) => clock.advance(amount * 1_000),
];

const draws = fc.array(
  fc.record({ command: fc.nat(commands.length - 1), which: fc.nat(9), amount: fc.nat(9) }),
  { minLength: 10, maxLength: 60 },
);

it(
  'random commands leave the same state when they are done again, from the beginning and from a snapshot',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(draws, fc.nat(59), async (list, cut) => {
        let secret: string | undefined;
        const engine = createRecordedEngine({ secrets: () => secret });
        await engine.core.deploy({ resources: [{ name: 'p.bpmn', content: render(0) }], tenantId: TENANT });
        let middle = { text: engine.text(), lines: engine.lines.length };
        for (const [index, draw] of list.entries()) {
          if (index === cut) middle = { text: engine.text(), lines: engine.lines.length };
          secret = draw.which % 2 === 0 ? 'secret' : undefined;
          await commands[draw.command]?.(engine, draw);
        }
        const text = engine.text();
        const repeated = await repeatLines(engine.lines);
        expect(repeated.text()).toBe(text);
        const fromMiddle = await repeatLines(engine.lines.slice(middle.lines), middle.text);
        expect(fromMiddle.text()).toBe(text);
        for (const { core } of [engine, repeated, fromMiddle]) core.close();
      }),
      { numRuns: 12, seed: 7 },
    );
  },
);
