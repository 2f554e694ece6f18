export { httpRest } from './connector.ts';
export type { RequestInput, RequestOutput } from './send-request.schema.ts';
