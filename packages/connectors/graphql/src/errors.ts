import { defineErrors, type ErrorCodeOf } from '@jobwright/connector-sdk';
import { exchangeErrors } from '@jobwright/http-exchange';

/** All error codes of this connector: those of queries, and those of every HTTP exchange. */
export const graphqlErrors = defineErrors({
  GRAPHQL_ERROR: {
    retry: false,
    when: 'the status means success, but the response has `errors`; the message is that of the first',
    advice: 'See all errors in `error.variables.response.body`.',
  },
  ...exchangeErrors.table,
});

/** An error code of this connector; `4xx` and `5xx` stand for other statuses. */
export type GraphqlErrorCode = ErrorCodeOf<typeof graphqlErrors>;
