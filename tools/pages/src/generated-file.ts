import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** A file that is generated as a whole or in parts. */
export interface GeneratedFile {
  /** From the root of the repository, e.g. `docs/command.md`. */
  readonly file: string;
  /** What writes it: `npm run update -- NAME`. */
  readonly name: string;
  /** Its content, from the current one; it is formatted afterwards. */
  readonly fill: (current: string) => string;
}

/**
 * Writes the file (`update`) or reports that it is out of date (`check`), as the first argument of the
 * process says. Sets its exit code.
 */
export async function runGeneratedFile({ file, name, fill }: GeneratedFile): Promise<void> {
  const [command] = process.argv.slice(2);
  if (command !== 'update' && command !== 'check') {
    console.error('Use: update | check');
    process.exitCode = 2;
    return;
  }
  const path = fileURLToPath(new URL(`../../../${file}`, import.meta.url));
  const current = await readFile(path, 'utf8').catch(() => '');
  const wanted = await format(fill(current), { ...(await resolveConfig(path)), filepath: path });
  if (wanted === current) return;
  if (command === 'update') {
    await writeFile(path, wanted);
    console.log(`wrote ${path}`);
    return;
  }
  console.error(`${file} is out of date: npm run update -- ${name}`);
  process.exitCode = 1;
}
