import type { Transform } from 'node:stream';
export interface CsvOptions {
  readonly delimiter: string;
  readonly record_delimiter: readonly string[];
  readonly relax_quotes: boolean;
  readonly max_record_size: number;
  readonly relax_column_count: boolean;
  readonly skip_empty_lines: boolean;
}
export function parse(options: CsvOptions): Transform;
