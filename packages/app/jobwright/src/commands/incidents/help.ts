const CLUSTER = `The cluster is the one that jobwright start would use with the same file and environment: Camunda 8.8 and later over its REST API (ZEEBE_REST_ADDRESS or
cluster.restAddress), the embedded engine of jobwright dev, Camunda 7 and Operaton.`;

export const INCIDENTS_LIST_HELP = `
The newest come first. The input is what the variables of the element's own scope are. Hidden are inputs that a connector marks as secret, variables whose names say
that they are secret, and the credentials of the environment; other variables are shown as they are.
${CLUSTER}

With --json: {"cluster", "incidents": [{"key", "type", "cause", "processId", "instanceKey", "elementId", "jobKey", "createdAt", "tenantId", "input"}], "hasMore"}

Exit codes: 0 listed, also when there are none, 2 wrong input, 3 the cluster does not answer.

Examples:
  jobwright incidents
  jobwright incidents --process order --element reserve --config jobwright.yaml
  jobwright incidents --json | jq -r '.incidents[] | [.key, .cause] | @tsv'
`;

export const INCIDENTS_RESOLVE_HELP = `
--variables corrects data first: a variable that the element has of its own, such as an input, is changed there, any other in the process. At most 1000 incidents are
resolved at once. A cluster of Camunda 8 shows what was resolved with a short delay.
${CLUSTER}

With --json: {"cluster", "resolved": [key], "failed": [{"key", "reason"}], "hasMore"}

Exit codes: 0 all were resolved, 1 some were not, 2 wrong input, 3 the cluster does not answer.

Examples:
  jobwright incidents resolve 2251799813685301
  jobwright incidents resolve 2251799813685301 --variables '{"customerId": "ALFKI"}'
  jobwright incidents resolve --all --process order --element reserve --retries 1
`;
