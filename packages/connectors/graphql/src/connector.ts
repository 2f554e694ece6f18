import { defineConnector } from '@jobwright/connector-sdk';
import { graphqlErrors } from './errors.ts';
import { executeQuery } from './execute-query.ts';
import { executeQueryInput, executeQueryOutput } from './execute-query.schema.ts';

/** The GraphQL connector: executes a query or mutation, job type `io.camunda:connector-graphql:1`. */
export const graphql = defineConnector({
  type: 'io.camunda:connector-graphql:1',
  name: 'GraphQL',
  template: {
    id: 'io.jobwright.graphql',
    version: 1,
    description: 'Executes a GraphQL query or mutation.',
    keywords: [
      ...['GraphQL', 'query', 'mutation', 'API call', 'HTTP', 'web service'],
      ...['Abfrage', 'Schnittstelle', 'Webdienst'],
    ],
    groups: [
      { id: 'authentication', label: 'Authentication' },
      { id: 'endpoint', label: 'HTTP endpoint' },
      { id: 'graphql', label: 'GraphQL query' },
      { id: 'response', label: 'Response' },
      { id: 'pages', label: 'Pages' },
    ],
    resultExpression: '={data: response.body.data}',
    documentationRef: 'https://github.com/jobwright/jobwright/tree/main/packages/connectors/graphql#readme',
    icon: '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="#d6249f" stroke-width="1.2"><path d="M9 2.5l5.6 3.25v6.5L9 15.5l-5.6-3.25v-6.5z"/><path d="M9 2.5L3.4 12.25h11.2z"/><g fill="#d6249f"><circle cx="9" cy="2.5" r="1.3"/><circle cx="14.6" cy="5.75" r="1.3"/><circle cx="14.6" cy="12.25" r="1.3"/><circle cx="9" cy="15.5" r="1.3"/><circle cx="3.4" cy="12.25" r="1.3"/><circle cx="3.4" cy="5.75" r="1.3"/></g></svg>',
  },
  errors: graphqlErrors,
  input: executeQueryInput,
  output: executeQueryOutput,
  run: executeQuery,
});
