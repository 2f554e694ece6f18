export { isJsonMediaType, parseContentType, readContentType } from './responses/content-type.ts';
export { type HeaderParameter, listHeaderParameters } from './responses/header-parameters.ts';
export { type RetryAfterOptions, readRetryAfterMs } from './responses/retry-after.ts';
export { type ErrorResponse, type StatusFailureOptions, statusFailure } from './responses/status-failure.ts';
export { type Authentication, authenticationInput } from './authentication/authentication.schema.ts';
export { clientCredentials, type OAuth, refreshToken } from './authentication/oauth.schema.ts';
export { encodeBasicCredentials } from './authentication/credentials.ts';
export { type DocumentBody, toBody } from './body/document-body.ts';
export { callHttp, type HttpCall, type HttpContext } from './call-http.ts';
export { decodeText, isKnownCharset } from './charsets/decode-text.ts';
export { encodeText } from './charsets/encode-text.ts';
export {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type SendOptions,
  type TlsContexts,
} from './create-http-client.ts';
export { describeHeaderProblem } from './describe-header-problem.ts';
export type { UrlRule } from './egress/create-egress-policy.ts';
export { type EgressRule, matchesRule, parsePort, parseRule } from './egress/egress-rule.ts';
export { type HostForm, parseHost } from './egress/parse-host.ts';
export { fetchAccessToken, type FetchTokenOptions } from './fetch-access-token.ts';
export { type HttpErrorCode, httpErrors } from './http-errors.ts';
export {
  type BodySource,
  type HeaderLine,
  type HttpBody,
  type HttpHeaders,
  type HttpMethod,
  type HttpRequest,
  type HttpResponse,
  type HttpResponseHead,
  type OpenHttpResponse,
  readHeader,
  readHeaderLines,
} from './http-message.ts';
export {
  DEFAULT_TIMEOUT_SECONDS,
  flagInput,
  optionalTextInput,
  requiredTextInput,
  secondsInput,
  textInput,
  toMs,
} from './inputs/text-inputs.ts';
export {
  addQuery,
  type Entry,
  headersInput,
  type TextMap,
  textMapInput,
  listEntries,
  toHeaderLines,
} from './inputs/text-map.ts';
export { urlInput } from './inputs/url-input.ts';
export { findGuard } from './limits/find-guard.ts';
export { LimitError, type OriginGuard, type Permit } from './limits/origin-guard.ts';
export { runWithPermit } from './limits/run-with-permit.ts';
export { createOutboundNetwork } from './network/create-outbound-network.ts';
export { limitsByOrigin } from './network/limits.ts';
export { findNetworkId } from './network/network-id.ts';
export type { NetworkSettings } from './network/network-settings.ts';
export { findBypassProblem } from './network/proxies.ts';
export { hasDotSegment, encodePathSegment } from './path-segment.ts';
export { describeUrlProblem } from './request-target.ts';
export { resolveLink, type ResolvedLink } from './resolve-link.ts';
export { toReference } from './resolve-reference.ts';
export { createProxyAgent } from './route/create-proxy-agent.ts';
export {
  type AllowedAddresses,
  findAllowedAddresses,
  type SocketTarget,
} from './route/find-allowed-addresses.ts';
export { BlockedError } from './route/guarded-lookup.ts';
export {
  ConnectTimeoutError,
  type GuardedSocket,
  lookUpIn,
  openGuardedSocket,
} from './route/open-guarded-socket.ts';
export { type ResolveName, ResolveTimeoutError } from './route/resolve-name.ts';
export {
  callService,
  type ServiceAnswer,
  type ServiceCall,
  type ServiceFailures,
} from './service/call-service.ts';
export { type ClientTls, clientTlsInput } from './tls/client-tls.schema.ts';
export { findKeyProblem, findOpenKeyProblem } from './tls/find-key-problem.ts';
export type { FetchToken, RenewalOptions, TimedToken } from './tokens/renewable-token.ts';
export { createTokenSource, type TokenSource } from './tokens/token-source.ts';
export type { TokenWork } from './tokens/use-token.ts';
export { type TokenUse, useAccessToken } from './use-access-token.ts';
