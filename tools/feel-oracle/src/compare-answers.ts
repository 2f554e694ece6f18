import { compile, FeelError, type FeelVersion, unaryTest } from '@jobwright/feel';
import type { EngineAnswer, OracleCase } from './ask-engine.ts';

const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678), timeZone: '+00:00' };

export interface Difference extends OracleCase {
  readonly theirs: string;
  readonly ours: string;
}

/** What our evaluator makes of a case, as the engine's answers are written. */
export function answerCase(request: OracleCase, version: FeelVersion): EngineAnswer {
  const { expression, context = {} } = request;
  // The engine gets the text after the sign that marks an expression, and knows none itself.
  try {
    if ('input' in request) {
      return { value: unaryTest(expression, request.input, context, { version, clock }), warnings: [] };
    }
    const { value, warnings } = compile(`=${expression}`, { version, clock }).explain(context);
    return {
      value: comparableValue(value),
      warnings: warnings.map(({ type, message }) => `${type}: ${message}`),
    };
  } catch (error) {
    if (error instanceof FeelError) return { failure: error.kind };
    throw error;
  }
}

function comparableValue(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return { number: String(value) };
  if (Array.isArray(value)) return value.map(comparableValue);
  if (typeof value !== 'object' || value === null) return value;
  return {
    context: Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, comparableValue(entry)])),
  };
}

/** How our answer to a case compares with the engine's. */
export interface ComparedCase {
  readonly difference: Difference | undefined;
  readonly hasSameWarnings: boolean;
}

export function compareCase(request: OracleCase, theirs: EngineAnswer, version: FeelVersion): ComparedCase {
  const answer = answerCase(request, version);
  const isTest = 'input' in request;
  const [expected, actual] = [renderAnswer(theirs, isTest), renderAnswer(answer, isTest)];
  const difference = expected === actual ? undefined : { ...request, theirs: expected, ours: actual };
  const isWarned = 'warnings' in theirs && !isTest;
  return { difference, hasSameWarnings: !isWarned || hasWarnings(answer, theirs.warnings) };
}

function hasWarnings(answer: EngineAnswer, warnings: readonly string[]): boolean {
  return 'warnings' in answer && JSON.stringify(answer.warnings) === JSON.stringify(warnings);
}

function renderAnswer(answer: EngineAnswer, isTest: boolean): string {
  if ('failure' in answer) return isTest && answer.failure === 'evaluation' ? 'false' : answer.failure;
  if (isTest) return String(answer.value === true);
  // Halves of characters do not pass between the two programs.
  return JSON.stringify(normalize(answer.value)).replace(/\\ud[89a-f][0-9a-f]{2}/g, '?');
}

/** Keys in order, numbers as doubles hold them. */
function normalize(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalize);
  if (typeof value !== 'object' || value === null) return value;
  if ('number' in value) return { number: normaliseNumber(String(value.number)) };
  const entries =
    'context' in value && typeof value.context === 'object' && value.context ? value.context : value;
  return Object.fromEntries(
    Object.entries(entries)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, normalize(entry)]),
  );
}

function normaliseNumber(text: string): string {
  return /^-?\d+$/.test(text) ? BigInt(text).toString() : String(Number(text));
}
