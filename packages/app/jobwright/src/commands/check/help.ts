export const CHECK_HELP = `
Says of each element where it runs unchanged: on Camunda 8 and on Camunda 7 or Operaton, with the connectors that jobwright start would run with the
same options, file and environment, and on the embedded engine, whose own reader decides. ✓ runs, ! runs but differs, ✗ does not run. A folder stands
for all .bpmn, .dmn and .form files and element templates (.json) below it, except in node_modules and hidden folders; templates in
.camunda/element-templates are included. Nothing is deployed or called.

Without --target all targets are reported, and the exit code counts those that a file was made for, as its extensions say: camunda8 for zeebe:,
camunda7 for camunda: and operaton:, both for a file that has neither.

With --json: {"formatVersion": 1, "ok", "targets", "files": [{"file", "error": {"message", "line", "column"} | null, "kind", "madeFor",
"countedTargets", "findings", "parts": [{"kind", "id", "name", "isExecutable", "elements": [{"id", "name", "type", "jobType", "template", "status",
"findings": [{"code", "level", "targets", "message", "advice", "link"}]}]}]}], "summary"}; see docs/migration.md

Exit codes: 0 all of it runs, 1 something does not run, 2 wrong input, or a file cannot be read.

Examples:
  jobwright check models
  jobwright check order.bpmn --target camunda7 --verbose
  jobwright check . --target camunda8 --cluster-version 8.9 --workers 'acme:*' --json
`;
