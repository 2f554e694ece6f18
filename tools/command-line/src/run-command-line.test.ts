import { describe, expect, test } from 'vitest';
import type { CommandLine } from './command-line.ts';
import { runCommandLine } from './run-command-line.ts';

async function run(args: readonly string[], more: Partial<CommandLine> = {}) {
  const lines: string[] = [];
  const ran: string[] = [];
  const choice = (name: string, code = 0) => ({
    does: `does ${name}`,
    run: (rest: readonly string[]) => {
      ran.push([name, ...rest].join(' '));
      return code;
    },
  });
  const line: CommandLine = {
    usage: 'npm run serve -- SERVER',
    about: 'Servers.',
    choices: { mail: choice('mail'), sql: choice('sql'), 'secret-stores': choice('secret-stores', 3) },
    examples: ['npm run serve -- mail'],
    write: (text) => void lines.push(text),
    complain: (text) => void lines.push(text),
    ...more,
  };
  return { code: await runCommandLine(line, args), lines, ran };
}

test('runs what is named with what follows the name', async () => {
  expect(await run(['sql', 'a file', '--full'])).toEqual({ code: 0, lines: [], ran: ['sql a file --full'] });
  expect(await run(['secret-stores'])).toMatchObject({ code: 3 });
});

test.each([['--help'], []])('help has the names and examples: %s', async (...args) => {
  const { code, lines, ran } = await run(args);
  expect([code, ran]).toEqual([0, []]);
  expect(lines.join('\n')).toMatch(
    /^npm run serve[\s\S]*mail +does mail[\s\S]*Examples:\n {2}npm run serve -- mail$/,
  );
});

test.each([
  ['mial', 'There is no mial. Did you mean mail? See npm run serve -- --help.'],
  ['secret', 'There is no secret. Did you mean secret-stores? See npm run serve -- --help.'],
  ['mailserver', 'There is no mailserver. Did you mean mail? See npm run serve -- --help.'],
  ['kafka', 'There is no kafka. See npm run serve -- --help.'],
  ['--fast', 'There is no --fast. See npm run serve -- --help.'],
])('%s is refused', async (name, message) => {
  expect(await run([name])).toEqual({ code: 2, lines: [message], ran: [] });
});

test('several names all run, and what failed is said at the end', async () => {
  const { code, lines, ran } = await run(['secret-stores', 'sql', '--fix'], { several: true });
  expect([code, ran]).toEqual([1, ['secret-stores --fix', 'sql --fix']]);
  expect(lines).toEqual([
    expect.stringMatching(/^FAILED +\d+ s {2}secret-stores$/),
    expect.stringMatching(/^ok +\d+ s {2}sql$/),
    'Failed: secret-stores',
  ]);
});

test('without a name what is usual runs', async () => {
  expect((await run([], { several: true, unnamed: ['mail', 'sql'] })).ran).toEqual(['mail', 'sql']);
});

describe('several at once', () => {
  const collected = (name: string, events: string[], ends: Promise<unknown>) => ({
    collect: async () => {
      events.push(`${name} starts`);
      await ends;
      events.push(`${name} ends`);
      return { code: 0, output: `${name} says so\n` };
    },
    run: () => 9,
    does: name,
  });

  test('run beside each other, and what each prints stays together', async () => {
    const events: string[] = [];
    let endLint = (): void => undefined;
    const linted = new Promise<void>((resolve) => (endLint = resolve));
    const choices = {
      lint: collected('lint', events, linted),
      types: collected('types', events, Promise.resolve()),
      build: { ...collected('build', events, Promise.resolve().then(endLint)), after: ['types'] },
    };
    const { code, lines } = await run(['lint', 'build', 'types'], { several: true, atOnce: 2, choices });
    expect(code).toBe(0);
    expect(events.slice(0, 2)).toEqual(['lint starts', 'types starts']);
    expect(events.indexOf('build starts')).toBeGreaterThan(events.indexOf('types ends'));
    expect(lines).toHaveLength(6);
    const position = lines.indexOf('types says so');
    expect(lines[position + 1]).toMatch(/^ok +\d+ s {2}types$/);
  });

  test('one that waits for another runs after it, also alone in its lane', async () => {
    const events: string[] = [];
    const build = collected('build', events, Promise.resolve());
    const packages = { ...collected('packages', events, Promise.resolve()), after: ['build'] };
    await run(['packages', 'build'], { several: true, atOnce: 2, choices: { packages, build } });
    expect(events).toEqual(['build starts', 'build ends', 'packages starts', 'packages ends']);
  });
});
