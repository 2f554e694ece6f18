import { compile, FeelError } from '@jobwright/feel';
import { z } from 'zod';
import { pageFeel } from './page-feel.ts';

const FORM = 'a FEEL expression as text, without = in front: it is evaluated on each page, not before';

const blankToNothing = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;

const feelText = z.string({ error: `Expected ${FORM}` }).superRefine((text, context) => {
  const problem = describeSyntaxProblem(text);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

/** FEEL that is evaluated on each page. Syntax errors are found before anything is sent. */
export const pageExpressionInput = z.preprocess(blankToNothing, feelText.optional());
export const requiredPageExpressionInput = z.preprocess(blankToNothing, feelText);

/** The engine would evaluate a text that begins with `=` itself. */
export const NOT_EVALUATED_BEFORE = {
  feel: 'none',
  pattern: { value: '^[^=]', message: 'must be FEEL without = in front' },
} as const;

/** Compiling more would take longer than the rest of the job. */
const MAX_CHARACTERS = 10_000;

function describeSyntaxProblem(text: string): string | undefined {
  if (text.length > MAX_CHARACTERS) return 'has more than 10,000 characters';
  try {
    compile(text, pageFeel);
    return undefined;
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    const { line, column } = error.location ?? { line: 1, column: 1 };
    return `is not a FEEL expression: see line ${line}, column ${column}`;
  }
}
