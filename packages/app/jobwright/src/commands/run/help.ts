export const RUN_HELP = `
The variables of the ended process are printed to standard output as JSON.

With --json: {"process", "outcome": "completed", "variables": {...}}

Environment:
  SECRET_<NAME>                  a secret, in models {{secrets.NAME}}
  JOBWRIGHT_LOG_LEVEL            debug, info, warn (default), error or silent
  JOBWRIGHT_CONNECTORS_MODULES   as --connectors-modules, separated by commas
  JOBWRIGHT_CONNECTORS_BUNDLED   as --connectors-bundled, separated by commas

Exit codes: 0 completed, 1 the process did not complete, 2 wrong input, 3 a port is taken, 4 a connector has thrown what nobody
caught, or does not give the processor back.

Examples:
  jobwright run order.bpmn --variables '{"orderId": 7}'
  jobwright run order.bpmn --connectors-modules @acme/connector-slack
  SECRET_CRM_TOKEN=... jobwright run onboarding.bpmn --variables @customer.json --documents ./out
`;
