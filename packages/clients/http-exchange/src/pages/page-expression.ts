import type { ConnectorError } from '@jobwright/connector-sdk';
import { defineEndableWork } from '@jobwright/concurrency';
import type { OperationContext } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import { compile, FeelError } from '@jobwright/feel';
import { pageFeel } from './page-feel.ts';
import type { work } from './page-expression-work.ts';
import { exchangeErrors } from '../exchange-errors.ts';

/**
 * What an expression sees of a page: the fields of the response, directly and as `response`, and how far the
 * reading is.
 */
export interface PageFacts {
  readonly response: JsonObject;
  /** From 1. */
  readonly page: number;
  readonly items: readonly JsonValue[];
  /** On all pages so far, including this one. */
  readonly itemCount: number;
}

export type PageContext = Pick<OperationContext, 'resources' | 'signal'>;

/**
 * The limits of an expression on the main thread; if it exceeds them, it is evaluated again in a thread of
 * its own.
 */
const limits = { maxSteps: 100_000, maxMs: 10, maxPatternMs: 10 } as const;
const MAX_WORK_MS = 3000;

const evaluation = defineEndableWork<typeof work>({
  module: 'page-expression-work',
  besideUrl: import.meta.url,
});

/** @throws ConnectorError `HTTP_PAGES_INVALID` */
export async function evaluateOnPage(
  expression: string,
  facts: PageFacts,
  context: PageContext,
): Promise<JsonValue> {
  const seen = { ...facts.response, ...facts };
  try {
    const value = compile(expression, { ...pageFeel, limits }).evaluate(seen);
    return isJsonValue(value) ? value : null;
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    if (error.limit === undefined || !(error.limit in limits)) throw cannotEvaluate(facts, error);
  }
  const task = { expression, context: stringifyJson(seen) };
  const result = await evaluation.run(context.resources, task, {
    signal: context.signal,
    maxMs: MAX_WORK_MS,
  });
  if (result.kind === 'ended' || result.output === undefined) throw cannotEvaluate(facts);
  return isJsonValue(result.output.value) ? result.output.value : null;
}

const cannotEvaluate = ({ page }: PageFacts, cause?: unknown): ConnectorError =>
  pagesInvalidError(`an expression cannot be evaluated on page ${page}`, cause);

export const pagesInvalidError = (problem: string, cause?: unknown): ConnectorError =>
  exchangeErrors.HTTP_PAGES_INVALID({ message: `The pages cannot be read: ${problem}`, cause });

const SCALARS: readonly string[] = ['string', 'number', 'boolean', 'bigint'];

const isJsonValue = (value: unknown): value is JsonValue =>
  value === null || SCALARS.includes(typeof value) || Array.isArray(value) || isJsonObject(value);
