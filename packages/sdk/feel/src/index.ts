export { listFunctions } from './builtins/function-table.ts';
export { FeelError, type FeelErrorLocation } from './feel-error.ts';
export {
  compile,
  type CompiledExpression,
  evaluate,
  type FeelOptions,
  type FeelResult,
  referencedVariables,
  unaryTest,
} from './feel.ts';
export { defineFunction, type SchemaArguments } from './define-function.ts';
export type { FeelFunction } from './feel-function.ts';
export { type FeelVersion, feelVersions } from './feel-version.ts';
export type { FeelWarning } from './feel-warning.ts';
export { listTexts } from './grammar/list-texts.ts';
export { type LocatedReference, locateReferences } from './grammar/locate-references.ts';
export type { VariableReference } from './grammar/references.ts';
export type { FeelLimits } from './limits.ts';
export type { FeelClock, FeelTimeText } from './run.ts';
export {
  compileTyped,
  createFunction,
  type TypedExpression,
  type TypedExpressionOptions,
} from './typed-expression.ts';
export { createFailure, type FeelType, feelTypeOf, toPlainJson } from './typed-value.ts';
export { isOver, startStopwatch, type Stopwatch } from './stopwatch.ts';
export type { SchemaOutput, StandardResult, StandardSchema } from './standard-schema.ts';
