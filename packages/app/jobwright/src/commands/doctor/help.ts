export const DOCTOR_HELP = `
Checks Node, the configuration, loading of connectors, authentication, the cluster over gRPC and REST and its clock, each secret store, documents (one is
written, read and deleted), job types of deployed models (8.8 and later), of an engine of Camunda 7 or Operaton its version, topics, tenants, JSON and history, the folders for effects and state, the port for probes and metrics, egress
rules and proxies. Use the same options, file and environment as for jobwright start. Checks run in parallel; secret values are never shown.

With --json: {"ok", "checks": [{"check", "status": "ok" | "warning" | "failed", "message", "advice": string | null}]}

Exit codes: 0 nothing failed, 1 a check failed, 2 wrong input.

Examples:
  ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 CAMUNDA_AUTH_STRATEGY=NONE jobwright doctor
  jobwright doctor --config jobwright.yaml --http-port 8080
  jobwright doctor --json | jq '.checks[] | select(.status != "ok")'
`;
