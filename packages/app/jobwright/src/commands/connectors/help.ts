export const CONNECTORS_HELP = `
Lists the connectors that jobwright start would run with the same options, file and environment.

With --json: {"connectors": [{"name", "jobType", "operations": [...], "template": {"id", "version"} | null, "package": {"name", "version"} | null, "bundled",
  "topics": [...] | null}]}. Topics are those in engines of Camunda 7.

Exit codes: 0 listed, 2 wrong input.

Examples:
  jobwright connectors
  jobwright connectors --connectors-modules @acme/connector-slack ./connectors
  jobwright connectors --connectors-bundled none --connectors-modules ./slack.js --json
`;
