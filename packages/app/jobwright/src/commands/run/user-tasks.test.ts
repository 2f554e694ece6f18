import { createEngineCore, createSystemClock, type EngineCore } from '@jobwright/engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Terminal } from '../../command-line/terminal.ts';
import { describeRun, readPath } from './describe-run.ts';
import { readCompletions } from './read-completions.ts';
import { createUserTasks, type UserTasksOptions } from './user-tasks.ts';
import { waitForEnd } from './wait-for-end.ts';

const task = (id: string, extension = '<zeebe:userTask />'): string =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements>${extension}</bpmn:extensionElements></bpmn:userTask>`;
const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://jobwright.example">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start" />${task('approve')}${task('pack', '')}<bpmn:endEvent id="end" />
<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="approve" /><bpmn:sequenceFlow id="b" sourceRef="approve" targetRef="pack" /><bpmn:sequenceFlow id="c" sourceRef="pack" targetRef="end" /></bpmn:process></bpmn:definitions>`;
const { signal } = new AbortController();
let core: EngineCore;
let key: string;

beforeEach(async () => {
  core = createEngineCore({ clock: createSystemClock() });
  const deployed = await core.deploy({ resources: [{ name: 'p.bpmn', content: model }] });
  if (!deployed.ok) throw new Error(deployed.rejection.reason);
  const created = core.createInstance({
    ...{ bpmnProcessId: 'p', version: -1, variables: {}, tenantId: '<default>' },
  });
  if (!created.ok) throw new Error(created.rejection.reason);
  key = created.value.processInstanceKey;
});
afterEach(() => core.close());

function run(parts: Partial<UserTasksOptions>, hasTimers = false) {
  const userTasks = createUserTasks(core, { completions: new Map(), terminal: undefined, signal, ...parts });
  return waitForEnd(core, key, { ...{ timeoutMs: 5_000, signal, servedTypes: [], userTasks, hasTimers } });
}

test('user tasks of both kinds are completed as given', async () => {
  const completions = await readCompletions(['approve={"ok": true}', 'pack'], [model]);
  expect(await run({ completions })).toEqual({ ok: true });
  const path = readPath(core, key);
  expect(path).toEqual(['start', 'approve', 'pack', 'end']);
  expect(describeRun({ path, durationMs: 1234 })).toBe('Completed in 1.2 s: start > approve > pack > end');
});

test('a person is asked until the answer is an object', async () => {
  const answers = ['{bad', '[1]', '{"ok": 1}', ''];
  const said: string[] = [];
  const terminal: Terminal = {
    say: (line) => void said.push(line),
    ask: async () => answers.shift() ?? '',
    showsResult: true,
  };
  expect(await run({ terminal })).toEqual({ ok: 1 });
  expect(said).toEqual([
    expect.stringMatching(/^This is not JSON: /),
    'Expected a JSON object, e.g. {"ok": true}',
  ]);
});

test('a task that nobody completes ends the run, unless a timer may', async () => {
  await expect(run({})).rejects.toThrow(
    /waits at the user task "approve": complete it with --complete approve=/,
  );
  const userTasks = createUserTasks(core, { completions: new Map(), terminal: undefined, signal });
  const options = { timeoutMs: 60, signal, servedTypes: [], userTasks, hasTimers: true };
  await expect(waitForEnd(core, key, options)).rejects.toThrow(/within 60 ms; it waits at approve/);
});

test('several completions of a task are used in turn, the last one from then on', async () => {
  const completions = await readCompletions(['approve={"n": 1}', 'approve={"n": 2}'], [model]);
  expect(completions.get('approve')).toEqual([{ n: 1 }, { n: 2 }]);
});

test.each([
  ['aprove={}', /there is no such user task: did you mean approve\?/],
  ['something-else', /choose from approve, pack/],
  ['approve=[1]', /--complete approve must be a JSON object/],
  ['approve={', /--complete approve is not JSON/],
])('--complete %s is refused', async (option, message) => {
  await expect(readCompletions([option], [model])).rejects.toThrow(message);
});

test('--complete is refused where there is no user task', async () => {
  await expect(readCompletions(['approve'], ['<bpmn:process/>'])).rejects.toThrow(
    /the process has no user task/,
  );
});
