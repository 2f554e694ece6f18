export { type ExchangeErrorCode, exchangeErrors } from './exchange-errors.ts';
export { type CallOptions, type Exchange, exchangeHttp } from './exchange-http.ts';
export { idempotencyHeaderInput, createIdempotencyHeaders } from './idempotency.ts';
export type { PagesResult } from './pages/collect-pages.ts';
export type { Position } from './pages/next-position.ts';
export {
  cursorPages,
  linkedPages,
  noPages,
  numberedPages,
  PAGES_METADATA,
  refusePagesAsText,
} from './pages/pages.schema.ts';
export type { RequestPaths } from './refuse-oversized.ts';
export { httpResultOutput } from './response/http-result.schema.ts';
export type { HttpResult } from './response/read-response.ts';
export {
  type ResponseFormat,
  responseFormatInput,
  storeResponseInput,
  chooseResponseFormat,
} from './response/response-format.schema.ts';
export {
  createCredentialMerge,
  type SharedCredential,
  sharedCredentialInput,
  chooseAuthentication,
} from './shared-credential.schema.ts';
export { timeoutInputs, type Timeouts, chooseTimeouts } from './timeouts.schema.ts';
