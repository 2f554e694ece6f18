const CLUSTER = `The cluster is the one that jobwright start would use with the same file and environment: Camunda 8.8 and later over its REST API (ZEEBE_REST_ADDRESS or
cluster.restAddress), the embedded engine of jobwright dev, Camunda 7 and Operaton (with a history of level activity or more).`;

export const INSTANCES_LIST_HELP = `
The newest come first.
${CLUSTER}

With --json: {"cluster", "instances": [{"key", "processId", "version", "state", "hasIncident": boolean | null, "startedAt", "endedAt", "tenantId"}], "hasMore"}

Exit codes: 0 listed, also when there are none, 2 wrong input, 3 the cluster does not answer.

Examples:
  jobwright instances
  jobwright instances --process order --incident
  jobwright instances list --state completed --limit 10 --json
`;

export const INSTANCES_SHOW_HELP = `
Shows the elements that the instance entered, the variables of the process and its incidents with their inputs. What is hidden: see jobwright incidents --help.
${CLUSTER}

With --json: {"cluster", "instance", "elements": [{"key", "elementId", "type", "state", "startedAt", "endedAt"}], "hasMoreElements", "variables", "incidents"}

Exit codes: 0 shown, 2 wrong input, or there is no such instance, 3 the cluster does not answer.

Examples:
  jobwright instances show 2251799813685290
  jobwright instances show 2251799813685290 --json | jq .variables
`;

export const INSTANCES_START_HELP = `
${CLUSTER}

With --json: {"cluster", "key", "processId", "version"}

Exit codes: 0 started, 2 wrong input, or the cluster rejected it, 3 the cluster does not answer.

Examples:
  jobwright instances start order --variables '{"orderId": 7}'
  jobwright instances start order --variables @order.json --process-version 3 --cluster north
`;

export const INSTANCES_CANCEL_HELP = `
${CLUSTER}

With --json: {"cluster", "canceled": [key], "failed": [{"key", "reason"}]}

Exit codes: 0 all were canceled, 1 some were not, 2 wrong input, 3 the cluster does not answer.

Examples:
  jobwright instances cancel 2251799813685290
  jobwright instances cancel 2251799813685290 2251799813685302 --json
`;
