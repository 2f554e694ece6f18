import type { Outcome, SeenRequest } from './run-scenario.ts';

/** Where we differ from Camunda's connector runtime on purpose: what it did becomes what we do. */
export interface WireDifference {
  readonly reason: string;
  readonly expect: (outcome: Outcome, scenario: string) => Outcome;
}

const onRequests =
  (change: (request: SeenRequest) => SeenRequest) =>
  (outcome: Outcome): Outcome => ({ ...outcome, requests: outcome.requests.map(change) });

const withoutHeader = (request: SeenRequest, name: string): SeenRequest => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers).filter(([header]) => header !== name)),
});

const isTokenRequest = ({ target }: SeenRequest): boolean => target.startsWith('/token/');

/**
 * `docs/differences.md` says these to users. Each has to change something: one that does not is no longer
 * needed.
 */
export const wireDifferences: readonly WireDifference[] = [
  {
    reason: 'a request without a body has no content type',
    expect: onRequests((request) => (request.body === '' ? withoutHeader(request, 'content-type') : request)),
  },
  {
    reason: 'a token endpoint is asked for JSON',
    expect: onRequests((request) =>
      isTokenRequest(request)
        ? { ...request, headers: { ...request.headers, accept: 'application/json' } }
        : request,
    ),
  },
  {
    reason: 'an audience that is not given is not sent',
    expect: onRequests((request) =>
      isTokenRequest(request)
        ? { ...request, body: request.body.replaceAll(/(?<=^|&)audience=?(?:&|$)/g, '').replace(/&$/, '') }
        : request,
    ),
  },
  {
    reason: 'what is encoded in a URL stays as it is',
    expect: (outcome, scenario) =>
      scenario === 'a query in the URL'
        ? onRequests((request) => ({
            ...request,
            target: request.target.replace('?q=a/b&r=c%20d', '?q=a%2Fb&r=c+d'),
          }))(outcome)
        : outcome,
  },
  {
    reason: 'a number that comes as JSON is a number',
    expect: (outcome, scenario) =>
      scenario === 'the answer number' && outcome.variables?.['gotBody'] === '42'
        ? { ...outcome, variables: { ...outcome.variables, gotBody: 42 } }
        : outcome,
  },
];
