import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startJsonServer } from '@jobwright/test-servers';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { restCall } from '../src/testing/rest-call-process.ts';
import { CLI } from './testing/cli-path.ts';
import { openTerminal } from './testing/open-terminal.ts';

const ORDER = fileURLToPath(new URL('../../examples/order/order.bpmn', import.meta.url));
const CODES = new RegExp(`${String.fromCharCode(27)}\\[[?\\d;]*[A-Za-z]`, 'g');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-run-terminal-'));
  await writeFile(
    join(folder, 'call.bpmn'),
    restCall({ retries: 2, inputs: { url: '=url', method: 'GET' } }),
  );
  await writeFile(
    join(folder, 'names.bpmn'),
    restCall({
      inputs: { url: '=url', method: 'GET' },
      headers: { resultExpression: '={price: response.body.prise}' },
    }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (parameters: string) => openTerminal(`${process.execPath} ${CLI} run ${parameters}`, {}, folder);
const plain = (screen: string): string => screen.replaceAll(CODES, '');

test('a failed try is a sentence with the time of the next one, and no JSON', async () => {
  const terminal = open(`call.bpmn --variables '{"url": "http://127.0.0.1:9"}'`);
  expect(await terminal.ended).toBe(1);
  const screen = plain(terminal.screen());
  expect(screen).toMatch(/task: try 1 of 2 failed, again at once: /);
  expect(screen).toMatch(/jobwright: The process did not complete: incident JOB_NO_RETRIES at "task": /);
  expect(screen).not.toContain('"level"');
});

test('names that do not exist are said, in an input and in a result expression', async () => {
  const missing = open('names.bpmn');
  expect(await missing.ended).toBe(1);
  expect(plain(missing.screen())).toMatch(/INPUT_INVALID: url: .*It is null: there is no variable `url`/);

  const server = await startJsonServer();
  onTestFinished(() => server.close());
  server.answer(() => ({ body: { price: 3 } }));
  const terminal = open(`names.bpmn --variables '{"url": "${server.url}"}'`);
  expect(await terminal.ended).toBe(0);
  expect(plain(terminal.screen())).toMatch(
    /warning: task: .* do not exist: each gives null: response\.body\.prise/,
  );
});

test('a user task is asked for; the result is indented, with the path and the time', async () => {
  const terminal = open(`${ORDER} --variables '{"orderId": 7}'`);
  await terminal.waitFor(/User task approve: its variables as JSON, or Enter for none: /);
  terminal.type('{"approved": true\r');
  await terminal.waitFor(/This is not JSON/);
  terminal.type('{"approved": true}\r');
  expect(await terminal.ended).toBe(0);
  const screen = plain(terminal.screen());
  expect(screen).toMatch(/Completed in [\d.]+ s: ordered > approve > confirm > done/);
  expect(screen).toMatch(/^ {2}"orderId": 7,\r$/m);
});

test('Ctrl+C ends the question', async () => {
  const terminal = open(`${ORDER} --variables '{"orderId": 7}'`);
  await terminal.waitFor(/or Enter for none: /);
  terminal.type('\u0003');
  expect(await terminal.ended).toBe(130);
});
