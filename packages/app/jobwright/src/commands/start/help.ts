export const START_HELP = `
Additional connectors can be packages, folders with one or more packages, or JavaScript modules. Every connector that they export is run. Packages
are looked up in node_modules of the current folder and those above it, then next to this command.

Environment variables (they override the file):
  JOBWRIGHT_CONFIG               like --config
  ZEEBE_GRPC_ADDRESS             the cluster, e.g. grpc://localhost:26500
  ZEEBE_REST_ADDRESS             its REST API (used for documents), e.g. http://localhost:8080
  JOBWRIGHT_CLUSTER_TRANSPORT    how jobs come: auto (default), grpc or rest
  JOBWRIGHT_CLUSTER_KIND         camunda7 for an engine of Camunda 7 or Operaton; JOBWRIGHT_CLUSTER_URL is its REST API then
  CAMUNDA_*                      authentication, as for @camunda8/sdk
  SECRET_<NAME>                  a secret; models refer to it as {{secrets.NAME}}
  JOBWRIGHT_HTTP_PORT            like --http-port: /health/ready, /health/live, /metrics, /connectors
  JOBWRIGHT_LOG_LEVEL            debug, info (default), warn, error or silent
  JOBWRIGHT_CONNECTORS_MODULES   like --connectors-modules, separated by commas
  JOBWRIGHT_CONNECTORS_BUNDLED   like --connectors-bundled, separated by commas
For all settings, and the supported variables of the Java runtime, see docs/configuration.md.

The configuration is reloaded on SIGHUP and when the file changes; running jobs are not interrupted.

Exit codes: 0 stopped on request, 2 wrong input, 3 the cluster does not answer
or a port is in use, 4 uncaught exception (start it again), 130 stopped before the cluster answered.

Examples:
  ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 CAMUNDA_AUTH_STRATEGY=NONE SECRET_CRM_TOKEN=... jobwright start
  jobwright start --config jobwright.yaml --http-port 8080
  JOBWRIGHT_CLUSTER_KIND=camunda7 JOBWRIGHT_CLUSTER_URL=http://localhost:8080/engine-rest jobwright start
  jobwright start --connectors-modules @acme/connector-slack ./connectors --connectors-bundled io.camunda:http-json:1
`;
