export const DEV_HELP = `
A folder means its src/index.ts (or .js), its .bpmn files and the secrets (SECRET_...) in its .env; other variables there do not count. A saved file is taken over without losing
the running instances; a mistake in it is told in a line, and the version before runs on. Types are not checked.

Environment:
  SECRET_<NAME>                  a secret, in models {{secrets.NAME}}
  JOBWRIGHT_LOG_LEVEL            debug, info, warn (default), error or silent
  JOBWRIGHT_CONNECTORS_MODULES   as --connectors-modules, separated by commas
  JOBWRIGHT_CONNECTORS_BUNDLED   as --connectors-bundled, separated by commas

Exit codes: 0 stopped when asked to, 2 wrong input, 3 a port is taken, 4 a connector does not give the processor back.

Examples:
  jobwright dev
  jobwright dev src/index.ts order.bpmn --start order --variables '{"orderId": 7}' --grpc-port 26500
`;
