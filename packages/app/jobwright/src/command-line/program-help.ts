export const PROGRAM_HELP = `
With --json an error is {"error": {"code": "FAILED" | "WRONG_INPUT" | "UNAVAILABLE" | "BROKEN" | "UNEXPECTED", "message"}} on standard error.
Each command has --help with its environment, exit codes and examples.

Examples:
  jobwright run order.bpmn --variables '{"orderId": 7}'
  jobwright doctor --config jobwright.yaml
  jobwright start --config jobwright.yaml
`;

const CONNECTORS = `Connectors of others are packages, folders of a package or of several, and JavaScript modules. All that they export and
defineConnector made is run. A name is looked up in node_modules from here upwards, then beside this command.
`;

export const START_HELP = `
${CONNECTORS}
Environment, which counts more than the file:
  JOBWRIGHT_CONFIG               as --config
  ZEEBE_GRPC_ADDRESS             the cluster, e.g. grpc://localhost:26500
  ZEEBE_REST_ADDRESS             its REST API, for documents, e.g. http://localhost:8080
  CAMUNDA_*                      authentication, as @camunda8/sdk takes it
  SECRET_<NAME>                  a secret, in models {{secrets.NAME}}
  JOBWRIGHT_HTTP_PORT            as --http-port: /health/ready, /health/live, /metrics, /connectors
  JOBWRIGHT_LOG_LEVEL            debug, info (default), warn, error or silent
  JOBWRIGHT_CONNECTORS           as --connectors, separated by commas; JOBWRIGHT_BUNDLED as --bundled
All settings, in the file and as variables, and those of the Java runtime: docs/configuration.md.

SIGHUP and a changed file take the configuration over while jobs run.

Exit codes: 0 stopped when asked to, 2 wrong input, 3 the cluster does not answer
or a port is taken, 4 an exception that nobody caught (start it again), 130 stopped before the cluster answered.

Examples:
  ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 CAMUNDA_AUTH_STRATEGY=NONE SECRET_CRM_TOKEN=... jobwright start
  jobwright start --config jobwright.yaml --http-port 8080
  jobwright start --connectors @acme/connector-slack ./connectors --bundled io.camunda:http-json:1
`;

export const RUN_HELP = `
The variables of the ended process are printed to standard output as JSON.

With --json: {"process", "outcome": "completed", "variables": {...}}

Environment:
  SECRET_<NAME>                  a secret, in models {{secrets.NAME}}
  JOBWRIGHT_LOG_LEVEL            debug, info, warn (default), error or silent
  JOBWRIGHT_CONNECTORS           as --connectors, separated by commas; JOBWRIGHT_BUNDLED as --bundled

Exit codes: 0 completed, 1 the process did not complete, 2 wrong input, 3 a port is taken, 4 a connector has thrown what nobody
caught, or does not give the processor back.

Examples:
  jobwright run order.bpmn --variables '{"orderId": 7}'
  jobwright run order.bpmn --connectors @acme/connector-slack
  SECRET_CRM_TOKEN=... jobwright run onboarding.bpmn --variables @customer.json --documents ./out
`;

export const DEV_HELP = `
A folder means its src/index.ts (or .js), its .bpmn files and the secrets (SECRET_...) in its .env; other variables there do not count. A saved file is taken over without losing
the running instances; a mistake in it is told in a line, and the version before runs on. Types are not checked.

Environment:
  SECRET_<NAME>                  a secret, in models {{secrets.NAME}}
  JOBWRIGHT_LOG_LEVEL            debug, info, warn (default), error or silent
  JOBWRIGHT_CONNECTORS           as --connectors, separated by commas; JOBWRIGHT_BUNDLED as --bundled

Exit codes: 0 stopped when asked to, 2 wrong input, 3 a port is taken, 4 a connector does not give the processor back.

Examples:
  jobwright dev
  jobwright dev src/index.ts order.bpmn --start order --variables '{"orderId": 7}' --grpc-port 26500
`;

export const TEMPLATES_HELP = `
Each is a file named after its template. The Desktop Modeler finds those in .camunda/element-templates in or above the folder of a
diagram; the Web Modeler takes them by upload.

With --json: {"templates": [{"id", "version", "file"}]}

Exit codes: 0 written, 2 wrong input.

Examples:
  jobwright templates
  jobwright templates . @acme/connector-chat --out element-templates
`;

export const MIGRATE_HELP = `
Nothing but this command makes tables: a connector that misses some says so. Migrations only add, and may run again.

With --json: {"applied": [...]}; of --status {"migrations": [{"name", "applied"}], "missing": [...]}; of --print {"sql"}

Exit codes: 0 up to date, 1 --status found something missing, 2 wrong input, 3 the database does not answer.

Examples:
  CUSTOMER_DATABASE_URL=postgres://owner:...@db.example/crm jobwright migrate customer-data --url-from-env CUSTOMER_DATABASE_URL
  jobwright migrate customer-data --url-from-env CUSTOMER_DATABASE_URL --status --table crm.customers --columns id,version,email
  jobwright migrate customer-data --print mysql
`;
