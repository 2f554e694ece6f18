export { graphql } from './connector.ts';
export { type GraphqlErrorCode, graphqlErrors } from './errors.ts';
export { executeQuery } from './execute-query.ts';
export {
  executeQueryInput,
  type ExecuteQueryInput,
  executeQueryOutput,
  type ExecuteQueryOutput,
} from './execute-query.schema.ts';
