import { defineEndableWork, yieldToEventLoop } from '@jobwright/concurrency';
import type { OperationContext } from '@jobwright/connector-sdk';
import { stringifyJson } from '@jobwright/json';
import { type CompiledExpression, FeelError, type FeelLimits } from '@jobwright/feel';
import { withMark } from './document-marks.ts';
import type { work } from './evaluate-expression-work.ts';
import { defaultExpressionSettings, type ExpressionSettings } from './expression-settings.ts';
import { MAX_DOCUMENT_CHARACTERS } from './read-new-document.ts';
import { MAX_WRITTEN_BYTES, toTooLarge } from './output-text.ts';

/** What an expression may do on the thread of all jobs; nearly all need a hundredth of it. */
export const inlineLimits = {
  maxSteps: 100_000,
  maxMs: 10,
  maxPatternMs: 10,
} as const satisfies Partial<FeelLimits>;

const isInlineLimit = (limit: string | undefined): boolean => limit !== undefined && limit in inlineLimits;

/** More than FEEL's own limits take; those tell better what is wrong. */
const MAX_WORK_MS = 3000;
/** An answer that waits longer for its turn than this is a failure, which a person looks at. */
const MAX_WAIT_MS = 60_000;

/** Where what takes long is evaluated, and until when. */
export interface ExpressionHost extends Pick<OperationContext, 'resources' | 'signal'> {
  readonly expressions?: ExpressionSettings;
}

interface EvaluationHost extends ExpressionHost {
  /** Of the documents the expression makes. Default: it may make none. */
  readonly mark?: string | undefined;
}

const evaluation = defineEndableWork<typeof work>({
  module: 'evaluate-expression-work',
  besideUrl: import.meta.url,
});

/**
 * Evaluates an expression that was compiled with `inlineLimits`; beyond them it is begun again in a thread of its own, under the limits of
 * FEEL. It changes nothing, so that twice is as good as once.
 * @throws FeelError `evaluation`; ConnectorError `OUTPUT_TOO_LARGE`
 */
export async function evaluateExpression(
  expression: CompiledExpression,
  context: Readonly<Record<string, unknown>>,
  { resources, signal, mark, expressions = defaultExpressionSettings }: EvaluationHost,
): Promise<unknown> {
  try {
    return withMark(mark, () => expression.evaluate(context));
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
  const limits = { signal: AbortSignal.any([signal, AbortSignal.timeout(MAX_WAIT_MS)]), maxMs: MAX_WORK_MS };
  const result = await evaluation.run(resources, task, limits).catch((cause: unknown) => {
    throw new FeelError('evaluation', 'The evaluation had to wait too long for its turn.', { cause });
  });
  if (result.kind === 'ended') {
    const took = result.limit === 'time' ? `more than ${MAX_WORK_MS} milliseconds` : 'too much memory';
    throw new FeelError('evaluation', `The evaluation was stopped: ${took}.`);
  }
  switch (result.output.kind) {
    case 'failed':
      throw new FeelError('evaluation', result.output.message);
    case 'tooLarge':
      throw toTooLarge(`more than ${MAX_WRITTEN_BYTES}`);
    case 'value':
      return result.output.value;
  }
}
