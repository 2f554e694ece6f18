/** The inputs of one call of the REST connector, as the official template fills them in. */
export const TASK_INPUTS = {
  'authentication.type': 'noAuth',
  method: 'POST',
  url: '=baseUrl + "/orders/" + string(orderId)',
  headers: '={"X-Correlation-Id": "order-" + string(orderId)}',
  body: '={"orderId": orderId, "customer": {"name": "Ada", "vip": true}, "items": [1, 2, 3]}',
  storeResponse: '=false',
  ignoreNullValues: '=false',
  connectionTimeoutInSeconds: '=20',
  readTimeoutInSeconds: '=20',
} as const;

export const TASK_HEADERS = {
  elementTemplateId: 'io.camunda.connectors.HttpJson.v2',
  elementTemplateVersion: '12',
  resultVariable: 'httpResponse',
  resultExpression: '={orderStatus: response.body.status, total: response.body.total}',
  errorExpression: '=if error.code = "404" then bpmnError("NOT_FOUND", "no such order") else null',
  retryBackoff: 'PT0S',
} as const;

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
