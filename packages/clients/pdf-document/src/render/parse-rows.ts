import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { isConnectorFailure } from '@jobwright/connector-sdk';
import { LIMITS } from '../definition/limits.ts';
import type { DocumentRows } from '../definition/table.schema.ts';
import { createTextReader, EncodingProblem } from '../text-files/decode-text.ts';
import { parseJsonRow } from './parse-json-row.ts';
import { PdfError, rowsError, tooLargeError } from '../pdf-error.ts';

type Rows = readonly (readonly string[])[];

const BATCH = 200;
const MAX_ROW_CHARACTERS = 200_000;

/** Reads rows as they come, some at a time. */
export async function* parseRows(
  content: AsyncIterable<Uint8Array>,
  { rows, path }: { readonly rows: DocumentRows; readonly path: string },
): AsyncGenerator<Rows, void, undefined> {
  const limited = limitBytes(content);
  const texts = decodeChunks(limited, rows);
  const parsed = rows.format === 'csv' ? parseCsv(texts, rows) : parseJsonLines(texts);
  let batch: (readonly string[])[] = [];
  let rowsToSkip = rows.skip;
  try {
    for await (const row of parsed) {
      if (rowsToSkip > 0) {
        rowsToSkip -= 1;
        continue;
      }
      const long = row.find((cell) => cell.length > LIMITS.cellCharacters);
      if (long !== undefined)
        throw rowsError(path, `a value has more than ${LIMITS.cellCharacters} characters`);
      batch.push(row);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (error instanceof PdfError || isConnectorFailure(error) || !(error instanceof Error)) throw error;
    if (error instanceof EncodingProblem)
      throw rowsError(
        path,
        `${error.message}; save it as UTF-8, or name its encoding with encoding: "windows-1252"`,
      );
    throw 'code' in error || error instanceof SyntaxError ? rowsError(path, error.message) : error;
  }
  if (batch.length > 0) yield batch;
}

async function* limitBytes(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > LIMITS.rowsBytes) throw tooLargeError('rowsBytes', LIMITS.rowsBytes);
    yield chunk;
  }
}

async function* decodeChunks(
  content: AsyncIterable<Uint8Array>,
  { encoding }: DocumentRows,
): AsyncGenerator<string, void, undefined> {
  const reader = createTextReader(encoding);
  for await (const chunk of content) {
    const text = reader.read(chunk);
    if (text !== '') yield text;
  }
  const last = reader.end();
  if (last !== '') yield last;
}

async function* parseCsv(
  content: AsyncIterable<string>,
  { delimiter, skip }: DocumentRows,
): AsyncGenerator<readonly string[], void, undefined> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    // A quote within a field that does not begin with one is a character: 5" pipe.
    relax_quotes: true,
    max_record_size: MAX_ROW_CHARACTERS,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // Where rows are skipped, it is one of them.
  const source = Readable.from(skip === 0 ? withoutSeparatorLine(content) : content);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const row of parser) if (isTexts(row)) yield row;
  } finally {
    source.destroy();
  }
}

/** The first line `sep=;`, which tells Excel the delimiter, is not a row. */
async function* withoutSeparatorLine(
  content: AsyncIterable<string>,
): AsyncGenerator<string, void, undefined> {
  let start: string | undefined = '';
  for await (const text of content) {
    if (start === undefined) {
      yield text;
      continue;
    }
    start += text;
    if (start.length < SEPARATOR_LINE_LENGTH) continue;
    yield start.replace(SEPARATOR_LINE, '');
    start = undefined;
  }
  if (start !== undefined) yield start.replace(SEPARATOR_LINE, '');
}
const SEPARATOR_LINE = /^sep=[^\r\n](?:\r\n?|\n)/i;
const SEPARATOR_LINE_LENGTH = 'sep=;\r\n'.length;

async function* parseJsonLines(
  content: AsyncIterable<string>,
): AsyncGenerator<readonly string[], void, undefined> {
  let rest = '';
  let number = 0;
  const read = (line: string): readonly string[] | undefined => {
    number += 1;
    if (line.trim() === '') return undefined;
    const row = parseJsonRow(line);
    if (row === undefined) throw new SyntaxError(`line ${number} is not a JSON list of texts and numbers`);
    return row;
  };
  for await (const chunk of content) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_ROW_CHARACTERS)
      throw new SyntaxError(`line ${number + 1} has more than ${MAX_ROW_CHARACTERS} characters`);
    for (const line of lines) {
      const row = read(line);
      if (row !== undefined) yield row;
    }
  }
  const last = read(rest);
  if (last !== undefined) yield last;
}

const isTexts = (row: unknown): row is readonly string[] =>
  Array.isArray(row) && row.every((cell) => typeof cell === 'string');
