/** Why part of an expression gave null, as the engine reports it. */
export interface FeelWarning {
  readonly type:
    | 'NO_VARIABLE_FOUND'
    | 'NO_CONTEXT_ENTRY_FOUND'
    | 'NO_PROPERTY_FOUND'
    | 'NOT_COMPARABLE'
    | 'INVALID_TYPE'
    | 'NO_FUNCTION_FOUND'
    | 'FUNCTION_INVOCATION_FAILURE'
    | 'ASSERT_FAILURE';
  /** The engine's wording; it can quote the data. */
  readonly message: string;
}
