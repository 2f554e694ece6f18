import { defineConnector } from '@jobwright/connector-sdk';
import { httpRestErrors } from './errors.ts';
import { sendRequest } from './send-request.ts';
import { sendRequestInput, sendRequestOutput } from './send-request.schema.ts';

/** The REST connector: sends a request, job type `io.camunda:http-json:1`. */
export const httpRest = defineConnector({
  type: 'io.camunda:http-json:1',
  name: 'REST call',
  template: {
    id: 'io.jobwright.http-rest',
    version: 2,
    description: 'Calls a REST API.',
    keywords: [
      ...['HTTP', 'REST', 'API call', 'web request', 'webhook', 'web service', 'JSON', 'download', 'upload'],
      ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      ...['Schnittstelle', 'Webdienst', 'Anfrage', 'aufrufen', 'abrufen', 'herunterladen'],
    ],
    groups: [
      { id: 'authentication', label: 'Authentication' },
      { id: 'endpoint', label: 'HTTP endpoint' },
      { id: 'payload', label: 'Payload' },
      { id: 'response', label: 'Response' },
      { id: 'pages', label: 'Pages' },
    ],
    errorExample: '404',
    resultExpression: '={myResponseBody: response.body}',
    documentationRef: 'https://github.com/jobwright/jobwright/tree/main/packages/connectors/http-rest#readme',
    icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="#0f62fe" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><circle cx="9" cy="9" r="7"/><path d="M2 9h14M9 2c2.5 2 3.5 4.5 3.5 7s-1 5-3.5 7c-2.5-2-3.5-4.5-3.5-7s1-5 3.5-7z"/></svg>',
  },
  errors: httpRestErrors,
  input: sendRequestInput,
  output: sendRequestOutput,
  run: sendRequest,
});
