import { defineErrors, type ErrorCodeOf } from '@jobwright/connector-sdk';
import { exchangeErrors } from '@jobwright/http-exchange';

/** All error codes of this connector: those of every HTTP exchange, and those of documents in a body. */
export const httpRestErrors = defineErrors({
  ...exchangeErrors.table,
  DOCUMENT_NOT_FOUND: {
    retry: false,
    when: 'a document of the body no longer exists',
    advice: 'Check the reference, and how long the store keeps documents.',
  },
  DOCUMENT_UNAVAILABLE: {
    retry: 'by status and network failure',
    when: 'an external document of the body cannot be fetched; the message says why',
    advice: 'Check the URL of the document, and that the network rules allow it.',
  },
  DOCUMENT_TOO_LARGE: {
    retry: false,
    when: 'an external document of the body is larger than 50 MB',
    advice: 'Store the document in the document store first.',
  },
});

/** An error code of this connector; `4xx` and `5xx` stand for other statuses. */
export type HttpRestErrorCode = ErrorCodeOf<typeof httpRestErrors>;
