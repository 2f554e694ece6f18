export const RUN_HELP = `
When the process has completed, its variables are printed to standard output as JSON. On a terminal you also see each failed
try, the path through the process and its time.

With --json: {"process", "outcome": "completed", "variables": {...}, "path": ["start", ...], "durationMs"}

User tasks are completed with --complete, in turn if one is given several times; the last one also for further times.

Environment:
  SECRET_<NAME>                  a secret; models refer to it as {{secrets.NAME}} or =camunda.secrets.NAME
  JOBWRIGHT_LOG_LEVEL            debug, info, warn (default), error or silent
  JOBWRIGHT_CONNECTORS_MODULES   like --connectors-modules, separated by commas
  JOBWRIGHT_CONNECTORS_BUNDLED   like --connectors-bundled, separated by commas

Exit codes: 0 completed, 1 the process did not complete, 2 wrong input, 3 a port is in use, 4 a connector
threw an uncaught exception or blocked the event loop.

Examples:
  jobwright run order.bpmn --variables '{"orderId": 7}'
  jobwright run order.bpmn --connectors-modules @acme/connector-slack
  jobwright run order.bpmn --complete approve='{"ok": true}' --complete pack
  jobwright run order.bpmn --resources decisions forms called.bpmn
  SECRET_CRM_TOKEN=... jobwright run onboarding.bpmn --variables @customer.json --documents ./out
`;
