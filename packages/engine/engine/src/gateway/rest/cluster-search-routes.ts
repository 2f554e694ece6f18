import type { FastifyInstance } from 'fastify';
import type { SearchableCore } from '../../core/searchable-core.ts';
import { addBatchSearch } from './batch-search.ts';
import { addClusterVariableSearch } from './cluster-variable-search.ts';
import { addDecisionInstanceSearch } from './decision-instance-search.ts';
import { addDecisionSearch } from './decision-search.ts';
import { addGlobalListenerRoutes } from './global-listener-routes.ts';
import { addMessageSubscriptionSearch } from './message-subscription-search.ts';
import { addResourceSearch } from './resource-search.ts';
import { addVariableNameSearch } from './variable-name-search.ts';
import { addUserTaskLookupRoutes } from './user-task-lookup-routes.ts';

/** Of the Camunda 8 REST API, what finds things other than process instances and what is in them. */
export function addClusterSearchRoutes(server: FastifyInstance, core: SearchableCore): void {
  addUserTaskLookupRoutes(server, core);
  addMessageSubscriptionSearch(server, core);
  addDecisionSearch(server, core);
  addDecisionInstanceSearch(server, core);
  addResourceSearch(server, core);
  addBatchSearch(server, core);
  addClusterVariableSearch(server, core);
  addGlobalListenerRoutes(server, core);
  addVariableNameSearch(server, core);
}
