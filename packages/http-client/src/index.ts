export {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type SendOptions,
} from './create-http-client.ts';
export { describeHeaderProblem } from './describe-header-problem.ts';
export {
  type HeaderLine,
  type HttpHeaders,
  type HttpMethod,
  type HttpRequest,
  type HttpResponse,
  readHeader,
} from './http-message.ts';
export { describeUrlProblem } from './request-target.ts';
