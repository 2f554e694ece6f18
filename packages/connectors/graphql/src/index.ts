export { graphql } from './connector.ts';
export type { ExecuteQueryInput, ExecuteQueryOutput } from './execute-query.schema.ts';
