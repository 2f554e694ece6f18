export const START_HELP = `
Connectors of others are packages, folders of a package or of several, and JavaScript modules. All that they export and
defineConnector made is run. A name is looked up in node_modules from here upwards, then beside this command.

Environment, which counts more than the file:
  JOBWRIGHT_CONFIG               as --config
  ZEEBE_GRPC_ADDRESS             the cluster, e.g. grpc://localhost:26500
  ZEEBE_REST_ADDRESS             its REST API, for documents, e.g. http://localhost:8080
  CAMUNDA_*                      authentication, as @camunda8/sdk takes it
  SECRET_<NAME>                  a secret, in models {{secrets.NAME}}
  JOBWRIGHT_HTTP_PORT            as --http-port: /health/ready, /health/live, /metrics, /connectors
  JOBWRIGHT_LOG_LEVEL            debug, info (default), warn, error or silent
  JOBWRIGHT_CONNECTORS_MODULES   as --connectors-modules, separated by commas
  JOBWRIGHT_CONNECTORS_BUNDLED   as --connectors-bundled, separated by commas
All settings, in the file and as variables, and those of the Java runtime: docs/configuration.md.

SIGHUP and a changed file take the configuration over while jobs run.

Exit codes: 0 stopped when asked to, 2 wrong input, 3 the cluster does not answer
or a port is taken, 4 an exception that nobody caught (start it again), 130 stopped before the cluster answered.

Examples:
  ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 CAMUNDA_AUTH_STRATEGY=NONE SECRET_CRM_TOKEN=... jobwright start
  jobwright start --config jobwright.yaml --http-port 8080
  jobwright start --connectors-modules @acme/connector-slack ./connectors --connectors-bundled io.camunda:http-json:1
`;
