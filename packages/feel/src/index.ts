export { FeelError, type FeelErrorLocation } from './feel-error.ts';
export { compile, type CompiledExpression, evaluate, type FeelOptions, unaryTest } from './feel.ts';
export type { FeelFunction } from './feel-function.ts';
