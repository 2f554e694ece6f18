import { type CompiledExpression, compile, FeelError } from '@jobwright/feel';
import { InputError } from '@jobwright/connector-sdk';
import { parseDurationMs } from './duration.ts';
import { inlineLimits } from './evaluate-expression.ts';
import { defaultExpressionSettings, type ExpressionSettings, toFeelOptions } from './expression-settings.ts';

/** The task headers that speak to the runtime; all others are the connector's. */
export interface ReservedHeaders {
  readonly resultVariable: string | undefined;
  readonly resultExpression: CompiledExpression | undefined;
  readonly errorExpression: CompiledExpression | undefined;
  /** Default 0: the failed job is there again at once. */
  readonly retryBackoffMs: number;
  /** What computes the back-off of each failure, where the header is FEEL; then `retryBackoffMs` is 0. */
  readonly retryBackoff: CompiledExpression | undefined;
  /** The longest the job may take in all; the runtime's own limit when absent. */
  readonly jobTimeoutMs: number | undefined;
  readonly operation: string | undefined;
}

const parsed = new WeakMap<ExpressionSettings, WeakMap<Readonly<Record<string, string>>, ReservedHeaders>>();

/**
 * Reads the reserved headers, once for each headers object. Expressions are compiled here, before anything is done in the world.
 * @throws InputError that names the header
 */
export function parseReservedHeaders(
  headers: Readonly<Record<string, string>>,
  settings: ExpressionSettings = defaultExpressionSettings,
): ReservedHeaders {
  const known = parsed.get(settings)?.get(headers);
  if (known !== undefined) return known;
  const reserved = parse(headers, settings);
  const ofSettings = parsed.get(settings) ?? new WeakMap();
  parsed.set(settings, ofSettings.set(headers, reserved));
  return reserved;
}

function parse(headers: Readonly<Record<string, string>>, settings: ExpressionSettings): ReservedHeaders {
  const jobTimeoutMs = parseDuration('jobTimeout', headers);
  if (jobTimeoutMs !== undefined && jobTimeoutMs <= 0) {
    throw new InputError([
      { path: 'header jobTimeout', message: 'Expected a duration above zero, e.g. PT5M' },
    ]);
  }
  const isFeel = headers.retryBackoff?.trimStart().startsWith('=') === true;
  return {
    // A name of a variable counts as it is written.
    resultVariable: toText(headers.resultVariable) === undefined ? undefined : headers.resultVariable,
    resultExpression: compileHeader('resultExpression', headers, settings),
    errorExpression: compileHeader('errorExpression', headers, settings),
    retryBackoffMs: isFeel ? 0 : Math.max(parseDuration('retryBackoff', headers) ?? 0, 0),
    retryBackoff: isFeel ? compileHeader('retryBackoff', headers, settings) : undefined,
    jobTimeoutMs,
    operation: toText(headers.operation),
  };
}

const toText = (value: string | undefined): string | undefined => {
  const text = value?.trim();
  return text === '' ? undefined : text;
};

function parseDuration(name: string, headers: Readonly<Record<string, string>>): number | undefined {
  const text = toText(headers[name]);
  if (text === undefined) return undefined;
  const ms = parseDurationMs(text);
  if (ms !== undefined) return ms;
  throw new InputError([
    {
      path: `header ${name}`,
      message: `Expected an ISO 8601 duration, e.g. PT30S, got: ${text.slice(0, 100)}`,
    },
  ]);
}

/** To compile more takes longer than all else of a job. */
const MAX_EXPRESSION_CHARACTERS = 10_000;

function compileHeader(
  name: string,
  headers: Readonly<Record<string, string>>,
  settings: ExpressionSettings,
): CompiledExpression | undefined {
  const text = toText(headers[name]);
  if (text === undefined) return undefined;
  if (text.length > MAX_EXPRESSION_CHARACTERS) {
    throw new InputError([
      { path: `header ${name}`, message: 'An expression has at most 10,000 characters' },
    ]);
  }
  try {
    return compile(text, { ...toFeelOptions(settings), limits: inlineLimits });
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    throw new InputError([{ path: `header ${name}`, message: error.message }], { cause: error });
  }
}
