import type { CommandLine } from './command-line.ts';

type SeveralOptions = Required<Pick<CommandLine, 'choices' | 'write' | 'complain'>> &
  Pick<CommandLine, 'atOnce'>;

/** Runs all choices that are named, whatever comes of each, and gives 1 if any failed. */
export async function runSeveral(
  { choices, write, complain, atOnce = 1 }: SeveralOptions,
  names: readonly string[],
  args: readonly string[],
): Promise<number> {
  const waiting = [...names];
  const running = new Set<string>();
  const failed: string[] = [];
  const run = async (name: string): Promise<void> => {
    const began = performance.now();
    const choice = choices[name];
    const { code, output } =
      atOnce > 1 && choice?.collect !== undefined
        ? await choice.collect(args)
        : { code: await choice?.run(args), output: '' };
    const seconds = Math.round((performance.now() - began) / 1000);
    if (output.trim() !== '') write(output.trimEnd());
    write(`${code === 0 ? 'ok    ' : 'FAILED'}  ${String(seconds).padStart(4)} s  ${name}`);
    if (code !== 0) failed.push(name);
    running.delete(name);
  };
  const mayStart = (name: string): boolean =>
    !(choices[name]?.after ?? []).some((before) => waiting.includes(before) || running.has(before));
  const runNext = async (): Promise<void> => {
    for (;;) {
      const name = waiting.find(mayStart);
      if (name === undefined) return;
      waiting.splice(waiting.indexOf(name), 1);
      running.add(name);
      await run(name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runNext));
  if (failed.length > 0) complain(`Failed: ${failed.join(', ')}`);
  return failed.length > 0 ? 1 : 0;
}
