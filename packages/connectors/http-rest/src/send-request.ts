import type { OperationContext } from '@jobwright/connector-sdk';
import { exchangeHttp, chooseResponseFormat } from '@jobwright/http-exchange';
import type { SendRequestInput, SendRequestOutput } from './send-request.schema.ts';
import { createHttpCall } from './create-http-call.ts';

/**
 * Sends a request and returns its response, or the items of all pages as one list.
 * @throws ConnectorError, RetryableError with the codes of `httpRestErrors`; a status of 400 or above is a
 * failure
 * @throws InputError for inputs that cannot be combined
 */
export function sendRequest(input: SendRequestInput, context: OperationContext): Promise<SendRequestOutput> {
  return exchangeHttp(
    {
      format: chooseResponseFormat(input.documentReturnFormat, input.storeResponse),
      pages: input.pagination,
      paths: { url: 'url', headers: 'headers', body: 'body' },
      createCall: (options) => createHttpCall(input, options, context),
    },
    context,
  );
}
