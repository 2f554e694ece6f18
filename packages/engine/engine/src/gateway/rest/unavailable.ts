/** What a cluster has and the engine has not, by the start of its paths, and why. */
export const UNAVAILABLE = [
  {
    paths: ['/v2/backups', '/v2/restore', '/cluster/v2/backups', '/cluster/v2/restore'],
    reason: 'has no backups: keep a copy of its data directory while it is stopped',
  },
  { paths: ['/v2/exporting', '/cluster/v2/exporting'], reason: 'has no exporters' },
  {
    paths: ['/v2/mode', '/cluster/v2/mode', '/cluster/v2/rebalance'],
    reason: 'is one broker with one partition, which is always active',
  },
  {
    paths: ['/v2/agent-definitions', '/v2/agent-instances'],
    reason: 'does not record what AI agents do',
  },
  {
    paths: ['/v2/secrets'],
    reason: 'does not give secrets to clients: it puts them into the variables of jobs',
  },
  {
    paths: [
      '/v2/process-instances/suspension',
      '/v2/process-instances/resumption',
      '/v2/process-instances/:processInstanceKey/suspension',
      '/v2/process-instances/:processInstanceKey/resumption',
    ],
    reason: 'does not suspend process instances',
  },
  {
    paths: [
      '/v2/element-instances/wait-states',
      '/v2/process-instances/:processInstanceKey/statistics/wait-states',
    ],
    reason: 'does not list what elements wait for: search jobs, user tasks and message subscriptions instead',
  },
  {
    paths: ['/v2/jobs/batch-update'],
    reason: 'updates jobs one at a time',
  },
] as const;
