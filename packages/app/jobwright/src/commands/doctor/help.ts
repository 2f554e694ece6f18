export const DOCTOR_HELP = `
Checks Node, the configuration, that connectors load, authentication, the cluster by gRPC and REST and its clock, each secret store, documents
(one is written, read and deleted), job types of deployed models (8.8 and later), the folders of effects and of state, the port of probes and metrics, egress and proxies. Give it the options,
file and environment of jobwright start. All checks run side by side; values of secrets are never shown.

With --json: {"ok", "checks": [{"check", "status": "ok" | "warning" | "failed", "message", "advice": string | null}]}

Exit codes: 0 nothing failed, 1 a check failed, 2 wrong input.

Examples:
  ZEEBE_GRPC_ADDRESS=grpc://localhost:26500 CAMUNDA_AUTH_STRATEGY=NONE jobwright doctor
  jobwright doctor --config jobwright.yaml --http-port 8080
  jobwright doctor --json | jq '.checks[] | select(.status != "ok")'
`;
