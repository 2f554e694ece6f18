import type { FastifyInstance } from 'fastify';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { CorrelationFound, SubscriptionFound } from '../../core/records/subscription-record.ts';
import {
  dateTimeField,
  enumField,
  filterOnly,
  integerField,
  keyField,
  type SearchFields,
  textField,
  withOperators,
} from '../../core/search/search-fields.ts';
import { dateText } from './date-text.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';

const STATES = ['CREATED', 'CORRELATED', 'DELETED', 'MIGRATED'] as const;
const TYPES = ['START_EVENT', 'PROCESS_EVENT'] as const;
const BASIC = ['$eq', '$neq', '$exists', '$in', '$notIn'] as const;
const PARTITION = 1;

const typeOf = ({ processInstanceKey }: SubscriptionFound): (typeof TYPES)[number] =>
  processInstanceKey === null ? 'START_EVENT' : 'PROCESS_EVENT';

/** The subscriptions to messages, open or remembered. */
export const subscriptions: SearchResource<SubscriptionFound> = {
  fields: {
    messageSubscriptionKey: keyField(({ key }) => key),
    processDefinitionId: textField(({ bpmnProcessId }) => bpmnProcessId),
    processInstanceKey: keyField(({ processInstanceKey }) => processInstanceKey),
    elementId: textField(({ elementId }) => elementId),
    elementInstanceKey: keyField(({ elementInstanceKey }) => elementInstanceKey),
    messageSubscriptionState: enumField(STATES, ({ state }) => state),
    lastUpdatedDate: dateTimeField(({ updatedAt }) => updatedAt),
    messageName: textField(({ name }) => name),
    correlationKey: textField(({ correlationKey }) => correlationKey),
    tenantId: textField(({ tenantId }) => tenantId),
    messageSubscriptionType: enumField(TYPES, typeOf),
    processDefinitionName: textField(({ definition }) => definition?.graph.name),
    processDefinitionVersion: integerField(({ definition }) => definition?.version),
    toolName: textField(() => null),
    inboundConnectorType: textField(() => null),
    processDefinitionKey: filterOnly(keyField(({ definitionKey }) => definitionKey)),
    businessId: filterOnly(textField(({ businessId }) => businessId)),
  } satisfies SearchFields<SubscriptionFound>,
  keyOf: ({ key }) => key,
  render: (found) => ({
    businessId: found.businessId,
    messageSubscriptionKey: found.key,
    processDefinitionId: found.bpmnProcessId,
    processDefinitionKey: found.definitionKey,
    processDefinitionName: found.definition?.graph.name ?? null,
    processDefinitionVersion: found.definition?.version ?? null,
    processInstanceKey: found.processInstanceKey,
    rootProcessInstanceKey: found.rootKey(),
    elementId: found.elementId,
    elementInstanceKey: found.elementInstanceKey,
    messageSubscriptionState: found.state,
    messageSubscriptionType: typeOf(found),
    lastUpdatedDate: dateText(found.updatedAt),
    messageName: found.name,
    correlationKey: found.correlationKey,
    toolName: null,
    toolProperties: {},
    inboundConnectorType: null,
    tenantId: found.tenantId,
  }),
};

const correlations: SearchResource<CorrelationFound> = {
  fields: {
    correlationKey: textField(({ correlationKey }) => correlationKey),
    correlationTime: dateTimeField(({ correlatedAt }) => correlatedAt),
    elementId: textField(({ elementId }) => elementId),
    elementInstanceKey: keyField(({ elementInstanceKey }) => elementInstanceKey),
    messageKey: withOperators(
      keyField(({ messageKey }) => messageKey),
      BASIC,
    ),
    messageName: textField(({ name }) => name),
    partitionId: integerField(() => PARTITION),
    processDefinitionId: textField(({ bpmnProcessId }) => bpmnProcessId),
    processDefinitionKey: keyField(({ definitionKey }) => definitionKey),
    processInstanceKey: keyField(({ processInstanceKey }) => processInstanceKey),
    subscriptionKey: keyField(({ subscriptionKey }) => subscriptionKey),
    tenantId: textField(({ tenantId }) => tenantId),
    businessId: filterOnly(textField(({ businessId }) => businessId)),
  } satisfies SearchFields<CorrelationFound>,
  hasTextKeys: true,
  keyOf: ({ messageKey, subscriptionKey }) => `${messageKey}-${subscriptionKey}`,
  render: (found) => ({
    businessId: found.businessId,
    correlationKey: found.correlationKey,
    correlationTime: dateText(found.correlatedAt),
    elementId: found.elementId,
    elementInstanceKey: found.elementInstanceKey,
    messageKey: found.messageKey,
    messageName: found.name,
    partitionId: PARTITION,
    processDefinitionId: found.bpmnProcessId,
    processDefinitionKey: found.definitionKey,
    processInstanceKey: found.processInstanceKey,
    rootProcessInstanceKey: found.rootKey(),
    subscriptionKey: found.subscriptionKey,
    tenantId: found.tenantId,
  }),
};

/** Of messages in the Camunda 8 REST API, what waits for them and what received them. */
export function addMessageSubscriptionSearch(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  server.post('/v2/message-subscriptions/search', ({ body }) =>
    answerSearch(subscriptions, records.messageSubscriptions(), body),
  );
  server.post('/v2/correlated-message-subscriptions/search', ({ body }) =>
    answerSearch(correlations, records.messageCorrelations(), body),
  );
}
