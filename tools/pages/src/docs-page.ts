import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { replaceSection } from './replace-section.ts';

/** A page of `docs` some sections of which are generated. */
export interface DocsPage {
  /** Of its file, e.g. `command.md`. */
  readonly file: string;
  /** Its name for `npm run update` and `npm run check`. */
  readonly name: string;
  /** Generated Markdown by the name of its markers. */
  readonly sections: Readonly<Record<string, string>>;
}

/**
 * Writes the sections of a page (`update`) or reports that they are out of date (`check`). Sets the exit code
 * of the process.
 */
export async function runDocsPage({ file, name, sections }: DocsPage): Promise<void> {
  const [command] = process.argv.slice(2);
  if (command !== 'update' && command !== 'check') {
    console.error('Use: update | check');
    process.exitCode = 2;
    return;
  }
  const path = fileURLToPath(new URL(`../../../docs/${file}`, import.meta.url));
  const current = await readFile(path, 'utf8');
  const filled = Object.entries(sections).reduce(
    (page, [section, text]) => replaceSection(page, section, text),
    current,
  );
  const wanted = await format(filled, { ...(await resolveConfig(path)), filepath: path });
  if (wanted === current) return;
  if (command === 'update') {
    await writeFile(path, wanted);
    console.log(`wrote ${path}`);
    return;
  }
  console.error(`docs/${file} is out of date: npm run update -- ${name}`);
  process.exitCode = 1;
}
