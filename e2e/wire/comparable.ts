import type { Outcome, SeenRequest } from './run-scenario.ts';

/** An outcome as it is compared: the order of keys in JSON, forms and queries is nobody's promise. */
export const toComparable = ({ requests, variables }: Outcome): unknown => ({
  requests: requests.map((request) => ({
    ...request,
    target: sortQuery(request.target),
    body: toBody(request),
  })),
  variables,
});

function toBody({ headers, body }: SeenRequest): unknown {
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return body.split('&').sort().join('&');
  }
  try {
    return { json: JSON.parse(body) as unknown };
  } catch {
    return body;
  }
}

function sortQuery(target: string): string {
  const [path = '', query] = target.split('?');
  return query === undefined ? path : `${path}?${query.split('&').sort().join('&')}`;
}
