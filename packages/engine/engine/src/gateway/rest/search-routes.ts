import type { FastifyInstance } from 'fastify';
import type { SearchableCore } from '../../core/searchable-core.ts';
import { addDefinitionStatistics } from './definition-statistics.ts';
import { addIncidentStatistics } from './incident-statistics.ts';
import { addJobStatistics } from './job-statistics.ts';
import { addElementInstanceRoutes } from './element-instance-routes.ts';
import { addIncidentSearch } from './incident-search.ts';
import { addJobSearch } from './job-search.ts';
import { addProcessDefinitionSearch } from './process-definition-search.ts';
import { addProcessInstanceSearch } from './process-instance-search.ts';
import { addSubscriptionStatistics } from './subscription-statistics.ts';
import { addVariableRoutes } from './variable-routes.ts';

/** The endpoints of the Camunda 8 REST API that find processes, their instances, and what is in those. */
export function addSearchRoutes(
  server: FastifyInstance,
  core: Pick<SearchableCore, 'records' | 'setVariables'>,
): void {
  addProcessDefinitionSearch(server, core);
  addProcessInstanceSearch(server, core);
  addElementInstanceRoutes(server, core);
  addVariableRoutes(server, core);
  addIncidentSearch(server, core);
  addJobSearch(server, core);
  addDefinitionStatistics(server, core);
  addIncidentStatistics(server, core);
  addJobStatistics(server, core);
  addSubscriptionStatistics(server, core);
}
