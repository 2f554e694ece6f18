import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { toErrorMessage } from '@jobwright/concurrency';
import { createPdfRenderer, type DocumentOpener, PdfError } from '@jobwright/pdf-document';
import { wrongInputError } from '../../command-line/command-error.ts';
import type { Output } from '../../command-line/output.ts';
import type { Environment } from '../../configuration/environment.ts';
import { openFile } from './open-file.ts';
import { type DefinitionSource, isWordFile, readDefinition } from './read-definition.ts';

export interface PreviewOptions extends DefinitionSource {
  /** File to write. Default: a temporary one. */
  readonly out?: string | undefined;
  readonly open: boolean;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly output: Output;
}

/** Opens the Word file that is shown, and nothing else. */
const createDocuments = (file: string | undefined): DocumentOpener => ({
  async open(document) {
    const name = document['camunda.document.type'] === 'inline' ? document.name : undefined;
    if (file === undefined || !isWordFile(file) || name !== file)
      throw wrongInputError('A preview has no document store: leave out logos and other documents');
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw wrongInputError(`Cannot read ${file}: ${toErrorMessage(cause)}`, { cause });
    });
    const content = (async function* () {
      yield await Promise.resolve(bytes);
    })();
    return { fileName: file, contentType: undefined, size: bytes.byteLength, content };
  },
});

/**
 * Draws a PDF as the connector would, and opens it.
 * @throws CommandError with all that is wrong in the inputs or the data
 */
export async function runPdfPreview(options: PreviewOptions): Promise<void> {
  const { output, out, open, environment, signal } = options;
  const definition = await readDefinition(options);
  const file = resolve(out ?? join(await mkdtemp(join(tmpdir(), 'jobwright-pdf-')), definition.fileName));
  const renderer = createPdfRenderer({ threads: 1 });
  try {
    output.progress('Drawing');
    const store = (content: AsyncIterable<Uint8Array>): Promise<void> =>
      pipeline(Readable.from(content), createWriteStream(file));
    const { pages, warnings } = await renderer.draw(definition, {
      documents: createDocuments(options.file),
      signal,
      store,
    });
    const isOpened = open && (await openFile(file, environment));
    const drawn = `Drew ${pages} ${pages === 1 ? 'page' : 'pages'}: ${file}`;
    const hint = open && !isOpened ? ['There is no program here that opens it: open the file yourself'] : [];
    output.result({
      json: JSON.stringify({ file, pages, warnings }),
      lines: [drawn, ...warnings.map((warning) => `Warning: ${warning}`), ...hint],
    });
  } catch (cause) {
    if (cause instanceof PdfError) throw wrongInputError(cause.message, { cause });
    if (isFileError(cause)) throw wrongInputError(`Cannot write ${file}: ${cause.message}`, { cause });
    throw cause;
  } finally {
    await renderer.close();
  }
}

const isFileError = (cause: unknown): cause is Error =>
  cause instanceof Error && 'syscall' in cause && cause.syscall === 'open';
