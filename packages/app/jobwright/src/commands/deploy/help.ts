export const DEPLOY_HELP = `
Either all files are deployed or none. A folder stands for all .bpmn, .dmn and .form files below it (for Camunda 7 also .cmmn), except in node_modules
and hidden folders. A file that has not changed keeps its version. The cluster is the one that jobwright start would use with the same file and environment.

With --json: {"cluster", "resources": [{"kind": "process" | "decision" | "decision requirements" | "form" | "resource" | "case" | "unchanged", "id", "version", "key",
  "file", "tenantId"}]}. Camunda 7 names no version of forms and of files that have not changed.

Exit codes: 0 deployed, 2 wrong input, or the cluster rejected a file or the credentials, 3 the cluster does not answer.

Examples:
  ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 CAMUNDA_AUTH_STRATEGY=NONE jobwright deploy order.bpmn
  JOBWRIGHT_CLUSTER_KIND=camunda7 JOBWRIGHT_CLUSTER_URL=http://localhost:8080/engine-rest jobwright deploy order.bpmn
  jobwright deploy models 'forms/*.form' --config jobwright.yaml --tenant acme
  jobwright deploy . --json | jq -r '.resources[].key'
`;
