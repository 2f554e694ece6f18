import { expect, test } from 'vitest';
import { runCommands } from './run-commands.ts';

test('the last command gets the arguments, each as it is', () => {
  expect(runCommands(['test $# = 0', `node -e 'process.exit(process.argv.length - 1)'`], ["it's one"])).toBe(
    1,
  );
  expect(runCommands([`node -e 'process.exit(process.argv[1] === "a $X" ? 0 : 1)'`], ['a $X'])).toBe(0);
});

test('the first that fails ends it, with its code', () => {
  expect(runCommands(['exit 3', 'exit 4'])).toBe(3);
  expect(runCommands(['exit "$CODE"'], [], { CODE: '7' })).toBe(7);
});
