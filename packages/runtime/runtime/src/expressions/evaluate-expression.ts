import { defineEndableWork, timeoutSignal, yieldToEventLoop } from '@jobwright/concurrency';
import type { OperationContext } from '@jobwright/connector-sdk';
import { stringifyJson } from '@jobwright/json';
import { type CompiledExpression, FeelError, type FeelLimits } from '@jobwright/feel';
import { withMark } from './document-marks.ts';
import type { work } from './evaluate-expression-work.ts';
import { defaultExpressionSettings, type ExpressionSettings } from './expression-settings.ts';
import { findMissingNames } from './missing-names.ts';
import { MAX_DOCUMENT_CHARACTERS } from './read-new-document.ts';
import { MAX_WRITTEN_BYTES, tooLargeError } from './output-text.ts';

/** What an expression may use on the main thread; nearly all need a hundredth of it. */
export const inlineLimits = {
  maxSteps: 100_000,
  maxMs: 10,
  maxPatternMs: 10,
} as const satisfies Partial<FeelLimits>;

const isInlineLimit = (limit: string | undefined): boolean => limit !== undefined && limit in inlineLimits;

/** Longer than FEEL's own limits allow: their errors say better what is wrong. */
const MAX_WORK_MS = 3000;
/** An evaluation that waits longer than this for a thread fails, and the job becomes an incident. */
const MAX_WAIT_MS = 60_000;

/** Where expressions that take long are evaluated, and until when. */
export interface ExpressionHost extends Pick<OperationContext, 'resources' | 'signal'> {
  readonly expressions?: ExpressionSettings;
  /** Called with the names that an expression reads and that do not exist. Default: nothing is said. */
  readonly onMissing?: (names: readonly string[]) => void;
}

interface EvaluationHost extends ExpressionHost {
  /** The mark of the documents that the expression creates. Default: it may create none. */
  readonly mark?: string | undefined;
}

const evaluation = defineEndableWork<typeof work>({
  module: 'evaluate-expression-work',
  besideUrl: import.meta.url,
});

/**
 * Evaluates an expression that was compiled with `inlineLimits`. Beyond them it is evaluated again in a
 * thread of its own, under the limits of FEEL: an evaluation has no effects, so it may be repeated.
 * @throws FeelError `evaluation`; ConnectorError `OUTPUT_TOO_LARGE`
 */
export async function evaluateExpression(
  expression: CompiledExpression,
  context: Readonly<Record<string, unknown>>,
  { resources, signal, mark, expressions = defaultExpressionSettings, onMissing }: EvaluationHost,
): Promise<unknown> {
  try {
    if (onMissing === undefined) return withMark(mark, () => expression.evaluate(context));
    const { value, warnings } = withMark(mark, () => expression.explain(context));
    const missing = warnings.length === 0 ? [] : findMissingNames(expression, warnings);
    if (missing.length > 0) onMissing(missing);
    return value;
  } catch (error) {
    if (!(error instanceof FeelError) || !isInlineLimit(error.limit)) throw error;
  }
  await yieldToEventLoop();
  const task = {
    expression: expression.text,
    context: stringifyJson(context),
    version: expressions.version,
    nowMs: expressions.clock.now(),
    ...(expressions.clock.timeZone !== undefined && { timeZone: expressions.clock.timeZone }),
    maxCharacters: MAX_WRITTEN_BYTES + (mark === undefined ? 0 : MAX_DOCUMENT_CHARACTERS),
    mark,
  };
  const limits = { signal: timeoutSignal(MAX_WAIT_MS, signal), maxMs: MAX_WORK_MS };
  const result = await evaluation.run(resources, task, limits).catch((cause: unknown) => {
    throw new FeelError('evaluation', 'The evaluation had to wait too long for a free thread.', { cause });
  });
  if (result.kind === 'ended') {
    const took = result.limit === 'time' ? `more than ${MAX_WORK_MS} milliseconds` : 'too much memory';
    throw new FeelError('evaluation', `The evaluation was stopped: ${took}.`);
  }
  switch (result.output.kind) {
    case 'failed':
      throw new FeelError('evaluation', result.output.message);
    case 'tooLarge':
      throw tooLargeError(`more than ${MAX_WRITTEN_BYTES}`);
    case 'value':
      return result.output.value;
  }
}
