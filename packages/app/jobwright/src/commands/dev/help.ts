export const DEV_HELP = `
A folder stands for its src/index.ts (or .js), its .bpmn files and the secrets (SECRET_...) in its .env; other variables in .env are ignored. When you save a
file it is reloaded and running instances continue. If it has an error, one line says so and the previous version keeps running. Types are not checked.
Sources are compiled with the esbuild of your project.

With --data, processes, instances, jobs, timers, messages and documents are kept in a folder of their own, and the next start goes on where
this one ends, even if it is killed. A .bpmn file that has not changed keeps its version. One process at a time can use the folder.

Environment:
  SECRET_<NAME>                  a secret; models refer to it as {{secrets.NAME}} or =camunda.secrets.NAME
  JOBWRIGHT_LOG_LEVEL            debug, info, warn (default), error or silent
  JOBWRIGHT_CONNECTORS_MODULES   like --connectors-modules, separated by commas
  JOBWRIGHT_CONNECTORS_BUNDLED   like --connectors-bundled, separated by commas

Exit codes: 0 stopped on request, 2 wrong input, 3 a port or the folder of --data cannot be used, 4 a connector blocked the event loop.

Examples:
  jobwright dev
  jobwright dev --data .jobwright-data
  jobwright dev src/index.ts order.bpmn --start order --variables '{"orderId": 7}' --grpc-port 26500
`;
