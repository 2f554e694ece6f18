/** An answer that Camunda 8.10 gives otherwise than the broker 8.6.0 whose answers are recorded. */
export interface ChangedAnswer {
  readonly scenario: string;
  /** Where in the answer, by property or position. */
  readonly path: readonly (string | number)[];
  readonly old: unknown;
  readonly new: unknown;
  /** What documents the change. */
  readonly reason: string;
}

const VERSION_REASON = 'The engine follows Camunda 8.10.';

export const changedAnswers: readonly ChangedAnswer[] = [
  {
    scenario: 'topology',
    path: ['ok', 'brokers', 0, 'version'],
    old: '8.6.0',
    new: '8.10.0',
    reason: VERSION_REASON,
  },
  {
    scenario: 'topology',
    path: ['ok', 'gatewayVersion'],
    old: '8.6.0',
    new: '8.10.0',
    reason: VERSION_REASON,
  },
  {
    scenario: 'resolve an incident of a job that still has no retries',
    path: [1, 'error'],
    old: 'NOT_FOUND',
    new: 'FAILED_PRECONDITION',
    reason:
      'The reference of the REST API since 8.8: resolving an incident whose job has no retries left is an invalid state, 409.',
  },
  {
    scenario: 'resolve an incident of a job that still has no retries',
    path: [1, 'details'],
    old: "Command 'RESOLVE' rejected with code 'NOT_FOUND': Expected to resolve incident with key '<key 1>', but job with key '<key 2>' has no retries left. Please update the job retries and retry resolving the incident",
    new: "Command 'RESOLVE' rejected with code 'INVALID_STATE': Expected to resolve incident with key '<key 1>', but job with key '<key 2>' has no retries left. Please update the job retries and retry resolving the incident",
    reason: 'The same.',
  },
  {
    scenario: 'DeployResource of no known kind',
    path: [],
    old: {
      error: 'INVALID_ARGUMENT',
      details:
        "Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new resources, but encountered the following errors:\n\n'a.txt': unknown resource type",
    },
    new: { ok: { deployments: [], key: '<key 1>', tenantId: '<default>' } },
    reason:
      'The reference of the REST API since 8.9 names generic resources: a file of any other kind is deployed. The call of gRPC has no field for them in its answer.',
  },
];
