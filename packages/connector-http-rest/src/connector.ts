import { defineConnector } from '@jobwright/connector-sdk';
import { sendRequest } from './send-request.ts';
import { requestInput, requestOutput } from './send-request.schema.ts';

export const httpRest = defineConnector({
  type: 'io.camunda:http-json:1',
  name: 'REST call',
  template: { id: 'io.jobwright.http-rest', version: 1 },
  input: requestInput,
  output: requestOutput,
  run: sendRequest,
});
