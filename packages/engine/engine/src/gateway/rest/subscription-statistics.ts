import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { SubscriptionFound } from '../../core/records/subscription-record.ts';
import { createMatcher } from '../../core/search/search-filter.ts';
import { subscriptions } from './message-subscription-search.ts';
import { answerSearch } from './search/answer-search.ts';
import { readFilter } from './search/read-filter.ts';
import type { SearchResource } from './search/search-resource.ts';

const query = z.object({ filter: z.unknown().optional(), page: z.unknown().optional() }).nullish();

interface SubscriptionCount {
  readonly example: SubscriptionFound;
  readonly instanceKeys: Set<string>;
  active: number;
}

const counts: SearchResource<SubscriptionCount> = {
  fields: {},
  keyOf: ({ example }) => example.definitionKey,
  render: ({ example, instanceKeys, active }) => ({
    processDefinitionId: example.bpmnProcessId,
    tenantId: example.tenantId,
    processDefinitionKey: example.definitionKey,
    processInstancesWithActiveSubscriptions: instanceKeys.size,
    activeSubscriptions: active,
  }),
};

function countByDefinition(found: readonly SubscriptionFound[]): readonly SubscriptionCount[] {
  const groups = new Map<string, SubscriptionCount>();
  for (const subscription of found) {
    const { definitionKey, processInstanceKey } = subscription;
    const group = groups.get(definitionKey) ?? { example: subscription, instanceKeys: new Set(), active: 0 };
    groups.set(definitionKey, group);
    group.active += 1;
    if (processInstanceKey !== null) group.instanceKeys.add(processInstanceKey);
  }
  return [...groups.values()];
}

/**
 * The statistics of message subscriptions of the Camunda 8 REST API: how many are open, by process
 * definition.
 */
export function addSubscriptionStatistics(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  server.post('/v2/process-definitions/statistics/message-subscriptions', ({ body }) => {
    const { filter, page } = query.parse(body) ?? {};
    const matches = createMatcher(subscriptions.fields, readFilter(subscriptions.fields, filter));
    const open = records
      .messageSubscriptions()
      .filter((found) => found.state === 'CREATED' && matches(found));
    return answerSearch(counts, countByDefinition(open), { ...(page !== undefined && { page }) });
  });
}
