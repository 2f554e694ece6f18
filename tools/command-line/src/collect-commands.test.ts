import { expect, test } from 'vitest';
import { collectCommands } from './collect-commands.ts';

test('what commands print is kept, in order, until one fails', async () => {
  const run = await collectCommands(['echo one', 'echo two >&2; exit 3', 'echo never']);
  expect(run).toEqual({ code: 3, output: 'one\ntwo\n' });
});

test('the last command gets the arguments, each as it is', async () => {
  expect(await collectCommands(['echo first', 'printf "%s|"'], ["it's one", '$X'])).toEqual({
    code: 0,
    output: "first\nit's one|$X|",
  });
});
