import type { z } from 'zod';
import { definitionError, type DefinitionIssue, PdfError } from '../pdf-error.ts';
import { type DataMistake, listMistakes, repair } from './data-mistakes.ts';

interface DataRules<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** Data that is right: it stands in for what is wrong, so that rules can look at the rest. */
  readonly example: unknown;
  /** Rules between fields. @throws PdfError `definition` */
  readonly check?: (data: z.output<Schema>) => void;
}

/** One mistake may hide another behind it, such as a wrong type behind a misspelt key. */
const MAX_ROUNDS = 4;

/**
 * The data of a ready template.
 * @throws PdfError `definition` with all that is wrong at once: shapes, unknown keys, and the rules between
 * fields as far as they do not depend on what is wrong
 */
export function parseData<Schema extends z.ZodType>(
  given: unknown,
  rules: DataRules<Schema>,
): z.output<Schema> {
  const { schema, check, example } = rules;
  const parsed = schema.safeParse(given);
  if (parsed.success) {
    check?.(parsed.data);
    return parsed.data;
  }
  const mistakes: DataMistake[] = [];
  let repaired = given;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const found = listMistakes(schema, repaired);
    if (found.length === 0) break;
    mistakes.push(...found.filter(({ path }) => mistakes.every((known) => known.path !== path)));
    repaired = repair(repaired, found, example);
  }
  throw definitionError([
    ...mistakes.map(({ path, message }) => ({ path, message })),
    ...listBroken(repaired, mistakes, rules),
  ]);
}

/** Rules that what is right breaks: sums are left out where a part of them is wrong. */
function listBroken<Schema extends z.ZodType>(
  repaired: unknown,
  mistakes: readonly DataMistake[],
  { schema, check }: DataRules<Schema>,
): readonly DefinitionIssue[] {
  const parsed = schema.safeParse(repaired);
  if (!parsed.success || check === undefined) return [];
  try {
    check(parsed.data);
    return [];
  } catch (error) {
    if (!(error instanceof PdfError) || error.failure.kind !== 'definition') throw error;
    return error.failure.issues.filter(
      ({ path }) => path !== 'data.total' && mistakes.every((mistake) => !path.startsWith(mistake.path)),
    );
  }
}
