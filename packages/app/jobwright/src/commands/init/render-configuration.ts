import type { ClusterKind } from './cluster-kind.ts';

const PAGES = 'https://github.com/jobwright/jobwright/blob/main/docs';

/** Where editors find the JSON Schema of the configuration of a version. */
const schemaUrl = (version: string): string =>
  `https://unpkg.com/jobwright@${version}/configuration.schema.json`;

const CLUSTERS: Readonly<Record<ClusterKind, string>> = {
  camunda8: `# The cluster, see ${PAGES}/cluster-access.md
cluster:
  grpcAddress: grpc://localhost:26500
  restAddress: http://localhost:8080
  auth: { method: none }
  # auth: { method: oidc, clientId: connectors, clientSecret: { env: CLIENT_SECRET }, tokenUrl: 'https://id.example.com/token' }
  # auth: { method: basic, username: connectors, password: { file: /run/secrets/cluster-password } }
  # How long to wait for the cluster at the start; then the command ends.
  # connectTimeoutSeconds: forever
`,
  camunda7: `# The engine, see ${PAGES}/camunda7.md
cluster:
  kind: camunda7
  url: http://localhost:8080/engine-rest
  auth: { method: none }
  # auth: { method: basic, username: connectors, password: { file: /run/secrets/engine-password } }
  # How long to wait for the engine at the start; then the command ends.
  # connectTimeoutSeconds: forever
`,
  none: `# The cluster comes from the environment, such as ZEEBE_GRPC_ADDRESS: see ${PAGES}/cluster-access.md
`,
};

/** The configuration to begin with, as YAML. Each setting that is a comment works when it is uncommented. */
export const renderConfiguration = (kind: ClusterKind, version: string): string =>
  `# yaml-language-server: $schema=${schemaUrl(version)}
#
# Configuration of jobwright. All settings: ${PAGES}/configuration.md

${CLUSTERS[kind]}
# Where {{secrets.CRM_TOKEN}} in a model comes from: here, the variable SECRET_CRM_TOKEN.
secrets:
  providers:
    - { type: environment, prefix: SECRET_ }
    # - { type: files, directory: /run/secrets }

# Probes, metrics and the admin API: http://127.0.0.1:8081/ lists them.
http:
  port: 8081
  # host: 0.0.0.0
  # adminToken: { file: /run/secrets/admin-token }

# Records running jobs, so that one that ends the process is found at the next start.
# state: { directory: /var/lib/jobwright }

# Where connectors may go. hardened: the public internet, and what allowPrivate names.
# network: { mode: hardened, allowPrivate: ['10.1.0.0/16:5432'] }
`;
