/** What the service answers, for people who ask for `/`. */
export const SERVICE_INDEX = {
  endpoints: {
    'GET /health/live': 'whether the process responds',
    'GET /health/ready': 'whether the cluster gives jobs',
    'GET /health/startup': 'whether the cluster has answered',
    'GET /metrics': 'metrics for Prometheus',
    'GET /connectors': 'the connectors, their jobs in flight, limits and counts',
    'GET /connectors/NAME': 'one of them, by its job type or a short name such as http-rest',
    'POST /connectors/NAME/pause': 'fetches no more jobs of it; ?cluster=NAME on one cluster',
    'POST /connectors/NAME/resume': 'fetches them again',
  },
  documentation: 'https://github.com/jobwright/jobwright/blob/main/docs/observability.md',
} as const;
