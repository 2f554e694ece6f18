import { Readable } from 'node:stream';
// eslint-disable-next-line @nx/enforce-module-boundaries -- bundled where it is published
import { parse } from '#csv-parse';
import { isConnectorFailure } from '@jobwright/connector-sdk';
import { LIMITS } from '../definition/limits.ts';
import type { DocumentRows } from '../definition/table.schema.ts';
import { toRowsInvalid, toTooLarge } from '../errors.ts';

type Rows = readonly (readonly string[])[];

const BATCH = 200;
const MAX_ROW_CHARACTERS = 200_000;

/** Reads rows as they come, some at a time. */
export async function* parseRows(
  content: AsyncIterable<Uint8Array>,
  { rows, path }: { readonly rows: DocumentRows; readonly path: string },
): AsyncGenerator<Rows, void, undefined> {
  const limited = limitBytes(content);
  const parsed = rows.format === 'csv' ? parseCsv(limited, rows) : parseJsonLines(limited);
  let batch: (readonly string[])[] = [];
  let toSkip = rows.skip;
  try {
    for await (const row of parsed) {
      if (toSkip > 0) {
        toSkip -= 1;
        continue;
      }
      const long = row.find((cell) => cell.length > LIMITS.cellCharacters);
      if (long !== undefined)
        throw toRowsInvalid(path, `a value has more than ${LIMITS.cellCharacters} characters`);
      batch.push(row);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (isConnectorFailure(error) || !(error instanceof Error)) throw error;
    throw 'code' in error || error instanceof SyntaxError ? toRowsInvalid(path, error.message) : error;
  }
  if (batch.length > 0) yield batch;
}

async function* limitBytes(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > LIMITS.rowsBytes) throw toTooLarge('rowsBytes', LIMITS.rowsBytes);
    yield chunk;
  }
}

async function* parseCsv(
  content: AsyncIterable<Uint8Array>,
  { delimiter }: DocumentRows,
): AsyncGenerator<readonly string[], void, undefined> {
  const parser = parse({
    delimiter,
    bom: true,
    max_record_size: MAX_ROW_CHARACTERS,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const source = Readable.from(content);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const row of parser) yield toTexts(row);
  } finally {
    source.destroy();
  }
}

async function* parseJsonLines(
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly string[], void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let number = 0;
  const read = (line: string): readonly string[] => {
    number += 1;
    try {
      return toTexts(JSON.parse(line));
    } catch {
      throw new SyntaxError(`line ${number} is not a JSON list of texts and numbers`);
    }
  };
  for await (const chunk of content) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_ROW_CHARACTERS)
      throw new SyntaxError(`line ${number + 1} has more than ${MAX_ROW_CHARACTERS} characters`);
    for (const line of lines) if (line.trim() !== '') yield read(line);
  }
  if (rest.trim() !== '') yield read(rest);
}

function toTexts(row: unknown): readonly string[] {
  if (!Array.isArray(row)) throw new SyntaxError('Expected a list');
  return row.map((value: unknown) => {
    if (value === null) return '';
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw new SyntaxError('Expected a text, a number or null');
  });
}
