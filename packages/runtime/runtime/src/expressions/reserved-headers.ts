import { type CompiledExpression, compile, FeelError } from '@jobwright/feel';
import { InputError } from '@jobwright/connector-sdk';
import { parseDurationMs } from './duration.ts';
import { inlineLimits } from './evaluate-expression.ts';
import { defaultExpressionSettings, type ExpressionSettings, toFeelOptions } from './expression-settings.ts';

/** The task headers for the runtime; all others are for the connector. */
export interface ReservedHeaders {
  readonly resultVariable: string | undefined;
  readonly resultExpression: CompiledExpression | undefined;
  readonly errorExpression: CompiledExpression | undefined;
  /** Default 0: a failed job is available again at once. */
  readonly retryBackoffMs: number;
  /** Computes the backoff of each failure, where the header is FEEL; then `retryBackoffMs` is 0. */
  readonly retryBackoff: CompiledExpression | undefined;
  /** The longest the job may take in all; when absent, the limit of the runtime. */
  readonly jobTimeoutMs: number | undefined;
  readonly operation: string | undefined;
}

const parsed = new WeakMap<ExpressionSettings, WeakMap<Readonly<Record<string, string>>, ReservedHeaders>>();

/**
 * Reads the reserved headers, once for each headers object. Expressions are compiled here, before anything
 * happens outside.
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
    // The name of a variable is not trimmed.
    resultVariable: trimmedText(headers.resultVariable) === undefined ? undefined : headers.resultVariable,
    resultExpression: compileHeader('resultExpression', headers, settings),
    errorExpression: compileHeader('errorExpression', headers, settings),
    retryBackoffMs: isFeel ? 0 : Math.max(parseDuration('retryBackoff', headers) ?? 0, 0),
    retryBackoff: isFeel ? compileHeader('retryBackoff', headers, settings) : undefined,
    jobTimeoutMs,
    operation: trimmedText(headers.operation),
  };
}

const trimmedText = (value: string | undefined): string | undefined => {
  const text = value?.trim();
  return text === '' ? undefined : text;
};

function parseDuration(name: string, headers: Readonly<Record<string, string>>): number | undefined {
  const text = trimmedText(headers[name]);
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

/** Compiling more takes longer than the rest of a job. */
const MAX_EXPRESSION_CHARACTERS = 10_000;

function compileHeader(
  name: string,
  headers: Readonly<Record<string, string>>,
  settings: ExpressionSettings,
): CompiledExpression | undefined {
  const text = trimmedText(headers[name]);
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
