import type { OperationContext } from '@jobwright/connector-sdk';
import { exchangeHttp, chooseResponseFormat } from '@jobwright/http-exchange';
import type { SendRequestInput, SendRequestOutput } from './send-request.schema.ts';
import { createHttpCall } from './create-http-call.ts';

/** Sends a request and gives its response to the process, or those of all pages as one list; 400 and above is a failure. */
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
