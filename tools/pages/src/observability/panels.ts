import {
  CLUSTER,
  EXECUTION,
  JOBS,
  PROCESS,
  quantiles,
  rate,
  share,
  sum,
  type PanelQuery,
} from './panel-queries.ts';

export interface DashboardPanel {
  readonly title: string;
  readonly description: string;
  /** As Grafana names it. */
  readonly unit: 'short' | 's' | 'bytes' | 'ops' | 'percentunit';
  readonly kind: 'number' | 'lines';
  readonly queries: readonly PanelQuery[];
}

export interface DashboardRow {
  readonly title: string;
  readonly panels: readonly DashboardPanel[];
}

/** What the dashboard shows, in its order. */
export const dashboardRows: readonly DashboardRow[] = [
  {
    title: 'Overview',
    panels: [
      {
        title: 'Connected',
        description: 'Instances that get jobs from the engine, of all instances.',
        unit: 'short',
        kind: 'number',
        queries: [
          { expr: sum('jobwright_connected', CLUSTER), legend: 'connected' },
          { expr: `count(jobwright_connected{${CLUSTER}})`, legend: 'instances' },
        ],
      },
      {
        title: 'Jobs completed',
        description: 'Each second.',
        unit: 'ops',
        kind: 'number',
        queries: [
          {
            expr: `sum(${rate('jobwright_job_ends_total', `${JOBS},outcome="complete"`)})`,
            legend: 'completed',
          },
        ],
      },
      {
        title: 'Failed share',
        description: 'Of all jobs that ended. A BPMN error is not a failure.',
        unit: 'percentunit',
        kind: 'number',
        queries: [
          {
            expr: `sum(${rate('jobwright_job_ends_total', `${JOBS},outcome="fail"`)}) / sum(${rate('jobwright_job_ends_total')})`,
            legend: 'failed',
          },
        ],
      },
      {
        title: 'Incidents',
        description: 'Jobs that failed without retries left, in the time shown.',
        unit: 'short',
        kind: 'number',
        queries: [
          { expr: `sum(increase(jobwright_job_incidents_total{${JOBS}}[$__range]))`, legend: 'incidents' },
        ],
      },
    ],
  },
  {
    title: 'Jobs',
    panels: [
      {
        title: 'Jobs by outcome',
        description:
          'gone: the engine no longer waited. handedBack: at a shutdown. unanswered: the engine could not be reached.',
        unit: 'ops',
        kind: 'lines',
        queries: [share('jobwright_job_ends_total', ['outcome'])],
      },
      {
        title: 'Jobs by connector',
        description: 'Jobs handed out by the engine.',
        unit: 'ops',
        kind: 'lines',
        queries: [
          {
            expr: `sum by (type) (${rate('camunda_connector_outbound_invocations_total', `${JOBS},action="activated"`)})`,
            legend: '{{type}}',
          },
        ],
      },
      {
        title: 'Failures by code',
        description: 'With the codes of BPMN errors (throwError).',
        unit: 'ops',
        kind: 'lines',
        queries: [share('jobwright_job_failures_total', ['type', 'outcome', 'code'])],
      },
      {
        title: 'Retries and incidents',
        description: 'Failed jobs that the engine hands out again, and those that it does not.',
        unit: 'ops',
        kind: 'lines',
        queries: [
          { expr: `sum(${rate('jobwright_job_retries_total')})`, legend: 'retries' },
          { expr: `sum(${rate('jobwright_job_incidents_total')})`, legend: 'incidents' },
        ],
      },
    ],
  },
  {
    title: 'Latency',
    panels: [
      {
        title: 'Execution time',
        description: 'From the start of a job to its answer.',
        unit: 's',
        kind: 'lines',
        queries: quantiles(EXECUTION),
      },
      {
        title: 'Execution time by connector, p95',
        description: 'Shows the connector that delays the others.',
        unit: 's',
        kind: 'lines',
        queries: [
          {
            expr: `histogram_quantile(0.95, sum by (le, type) (${rate(`${EXECUTION}_bucket`)}))`,
            legend: '{{type}}',
          },
        ],
      },
      {
        title: 'Queue wait',
        description:
          'How long a job waited before it ran: more than a moment means that the limits are reached.',
        unit: 's',
        kind: 'lines',
        queries: quantiles('jobwright_job_queue_wait_seconds'),
      },
    ],
  },
  {
    title: 'Capacity',
    panels: [
      {
        title: 'In flight, of the limit',
        description: 'Jobs in flight, and how many may be.',
        unit: 'short',
        kind: 'lines',
        queries: [
          {
            expr: `sum by (type) (jobwright_jobs_in_flight{${JOBS}})`,
            legend: '{{type}}',
          },
          { expr: `sum by (type) (jobwright_jobs_limit{${JOBS}})`, legend: '{{type}} limit' },
        ],
      },
      {
        title: 'Running',
        description: 'Jobs that run now; the others in flight wait to run or are being answered.',
        unit: 'short',
        kind: 'lines',
        queries: [{ expr: `sum by (type) (jobwright_jobs_running{${JOBS}})`, legend: '{{type}}' }],
      },
      {
        title: 'Bytes held',
        description: 'Variables and headers of the jobs in flight.',
        unit: 'bytes',
        kind: 'lines',
        queries: [{ expr: `sum by (type) (jobwright_jobs_held_bytes{${JOBS}})`, legend: '{{type}}' }],
      },
      {
        title: 'Paused connectors',
        description: 'By the admin API.',
        unit: 'short',
        kind: 'lines',
        queries: [{ expr: `sum by (type) (jobwright_connector_paused{${JOBS}})`, legend: '{{type}}' }],
      },
      {
        title: 'Secret lookups',
        description: 'refused: it is not on the allow-list. failed: a store could not answer.',
        unit: 'ops',
        kind: 'lines',
        queries: [share('jobwright_secret_lookups_total', ['result'])],
      },
    ],
  },
  {
    title: 'Process',
    panels: [
      {
        title: 'Event loop delay',
        description: 'How late the process runs what is due. Work that blocks it delays every job.',
        unit: 's',
        kind: 'lines',
        queries: ['p50', 'p90', 'p99'].map((quantile) => ({
          expr: `max(nodejs_eventloop_lag_${quantile}_seconds{${PROCESS}})`,
          legend: quantile,
        })),
      },
      {
        title: 'Memory',
        description: 'Of each instance.',
        unit: 'bytes',
        kind: 'lines',
        queries: [
          { expr: `process_resident_memory_bytes{${PROCESS}}`, legend: '{{instance}} resident' },
          { expr: `nodejs_heap_size_used_bytes{${PROCESS}}`, legend: '{{instance}} heap used' },
        ],
      },
      {
        title: 'CPU',
        description: 'Cores in use by each instance.',
        unit: 'short',
        kind: 'lines',
        queries: [
          {
            expr: `sum by (instance) (${rate('process_cpu_seconds_total', PROCESS)})`,
            legend: '{{instance}}',
          },
        ],
      },
      {
        title: 'Connection to the engine',
        description: '1 while the engine hands out jobs.',
        unit: 'short',
        kind: 'lines',
        queries: [{ expr: `jobwright_connected{${CLUSTER}}`, legend: '{{instance}} {{cluster}}' }],
      },
      {
        title: 'Refused configuration',
        description:
          '1 while an instance goes on with the configuration before, because it refused the last one.',
        unit: 'short',
        kind: 'lines',
        queries: [{ expr: `jobwright_configuration_refused{${PROCESS}}`, legend: '{{instance}}' }],
      },
    ],
  },
];
