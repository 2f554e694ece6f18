import { runGeneratedFile } from './generated-file.ts';
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
export const runDocsPage = ({ file, name, sections }: DocsPage): Promise<void> =>
  runGeneratedFile({
    file: `docs/${file}`,
    name,
    fill: (current) =>
      Object.entries(sections).reduce(
        (page, [section, text]) => replaceSection(page, section, text),
        current,
      ),
  });
