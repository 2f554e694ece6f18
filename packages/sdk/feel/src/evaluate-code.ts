import type { Code, Frame } from './compile/scope.ts';
import { FeelError } from './feel-error.ts';
import { HostFunctionFailure } from './feel-function.ts';
import type { FeelWarning } from './feel-warning.ts';
import { EvaluationRun } from './evaluation-run.ts';
import type { RunSettings } from './run.ts';
import { toPlainValue } from './values/to-plain-value.ts';
import { Failure } from './values/values.ts';

const maxShownText = 80;

export interface RunnableCode extends RunSettings {
  readonly text: string;
  readonly code: Code;
}

export interface EvaluationRequest {
  readonly context: Readonly<Record<string, unknown>>;
  readonly warnings?: FeelWarning[] | undefined;
  readonly frame?: Frame | undefined;
}

/** Runs a compiled expression. @throws FeelError `evaluation`; its message never holds the data */
export function evaluateCode(runnable: RunnableCode, request: EvaluationRequest): unknown {
  return evaluateTo(runnable, request, toPlainValue);
}

/** The value of a compiled expression with its FEEL type. @throws FeelError `evaluation` */
export function evaluateToValue(runnable: RunnableCode, request: EvaluationRequest): unknown {
  return evaluateTo(runnable, request, (_run, value) => value ?? null);
}

function evaluateTo(
  runnable: RunnableCode,
  request: EvaluationRequest,
  finish: (run: EvaluationRun, value: unknown) => unknown,
): unknown {
  const { text } = runnable;
  const run = new EvaluationRun(runnable, request.context, request.warnings);
  try {
    const value = runnable.code(run, request.frame);
    if (run.assertion !== undefined) throw assertionError(run.assertion, text);
    if (value instanceof Failure) throw failureError(value, text);
    return finish(run, value);
  } catch (error) {
    throw evaluationError(error, text);
  }
}

function assertionError(cause: string, text: string): FeelError {
  const isWritten = text.includes(`"${cause}"`);
  const reason = isWritten ? cause : 'the condition is not fulfilled';
  return new FeelError('evaluation', `Assertion failed in the expression ${shorten(text)}: ${reason}`);
}

function failureError({ message, fatal }: Failure, text: string): FeelError {
  const reason = fatal ? 'there is no input for "?"' : message;
  return new FeelError('evaluation', `The expression cannot be evaluated: ${reason}: ${shorten(text)}`);
}

/** Internal errors may quote the data, so only causes thrown by host functions are passed on. */
function evaluationError(error: unknown, text: string): FeelError {
  if (error instanceof FeelError) return error;
  if (error instanceof HostFunctionFailure) {
    return new FeelError(
      'evaluation',
      `The function ${error.message} failed in the expression ${shorten(text)}`,
      {
        cause: error.cause,
      },
    );
  }
  const reason = error instanceof RangeError && /call stack/.test(error.message) ? ': it goes too deep' : '';
  return new FeelError('evaluation', `The expression cannot be evaluated${reason}: ${shorten(text)}`);
}

function shorten(text: string): string {
  return text.length > maxShownText ? `${text.slice(0, maxShownText)}...` : text;
}
