import type { OptionsCall } from '../options/check-options.ts';
import { listOption, objectOption } from '../options/option-checks.ts';
import { runtimeOptionChecks } from '../options/runtime-option-checks.ts';
import type { RuntimeOptions } from '../runtime-options.ts';
import type { ClusterAdapter } from './cluster-adapter.ts';

/** What runs, and on which clusters. */
export interface StartConnectorsOptions extends RuntimeOptions {
  /**
   * Created by `camunda8()` of `@jobwright/camunda8` and the like. With several, logs, metrics, traces and
   * idempotency keys carry the name of the cluster.
   */
  readonly clusters: readonly ClusterAdapter[];
  /** Ends the wait for the clusters. Default: nothing does. */
  readonly signal?: AbortSignal;
}

const CLUSTERS = 'a list of clusters, such as [camunda8()]';

const checkList = listOption(CLUSTERS, objectOption('a cluster, such as camunda8()', 'start'));

/** How the options of `startConnectors` are checked. */
export const startOptionsCall: OptionsCall<StartConnectorsOptions> = {
  of: 'startConnectors',
  example: '{ connectors: [httpRest], clusters: [camunda8()] }',
  required: ['connectors', 'clusters'],
  checks: {
    ...runtimeOptionChecks,
    clusters: (value) =>
      Array.isArray(value) && value.length === 0
        ? 'must have at least one cluster: write clusters: [camunda8()]'
        : checkList(value),
    signal: objectOption('an AbortSignal', 'addEventListener'),
  },
};
