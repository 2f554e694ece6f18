import type { OperationContext } from '@jobwright/connector-sdk';
import { exchangeHttp, chooseResponseFormat } from '@jobwright/http-exchange';
import type { ExecuteQueryInput, ExecuteQueryOutput } from './execute-query.schema.ts';
import { expectNoErrors } from './expect-no-errors.ts';
import { createGraphqlCall } from './create-graphql-call.ts';

/**
 * Executes a query or mutation, or a query page by page, and returns its response.
 * @throws ConnectorError, RetryableError with the codes of `graphqlErrors`; a response with `errors` is a
 * failure
 * @throws InputError for inputs that cannot be combined
 */
export function executeQuery(
  input: ExecuteQueryInput,
  context: OperationContext,
): Promise<ExecuteQueryOutput> {
  return exchangeHttp(
    {
      format: chooseResponseFormat(input.documentReturnFormat, input.graphql.storeResponse),
      pages: input.pagination,
      paths: { url: 'graphql.url', headers: 'graphql.headers', body: 'graphql.variables' },
      createCall: (options) => createGraphqlCall(input, options),
      inspect: expectNoErrors,
    },
    context,
  );
}
