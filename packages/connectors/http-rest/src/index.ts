export { httpRest } from './connector.ts';
export { type HttpRestErrorCode, httpRestErrors } from './errors.ts';
export { sendRequest } from './send-request.ts';
export {
  sendRequestInput,
  type SendRequestInput,
  sendRequestOutput,
  type SendRequestOutput,
} from './send-request.schema.ts';
