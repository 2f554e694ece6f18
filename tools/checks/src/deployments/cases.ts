/** Values that the chart is rendered with. */
export const cases: Readonly<Record<string, object>> = {
  'the defaults': {},
  'a cluster with OIDC, secrets and connectors of others': {
    image: { digest: `sha256:${'0'.repeat(64)}` },
    imagePullSecrets: [{ name: 'registry' }],
    configuration: {
      cluster: {
        grpcAddress: 'grpcs://zeebe.camunda.svc:26500',
        auth: {
          method: 'oidc',
          clientId: 'jobwright',
          clientSecret: { file: '/credentials/client-secret' },
          tokenUrl: 'https://login.example/token',
        },
        connectTimeoutSeconds: 'forever',
      },
      jobs: { drainTimeoutSeconds: 60, maxConcurrent: 64 },
    },
    environment: { JOBWRIGHT_LOG_LEVEL: 'debug' },
    environmentFrom: ['otel'],
    secrets: { existingSecret: 'model-secrets' },
    credentials: { existingSecret: 'cluster' },
    connectors: { volume: { image: { reference: 'registry.example/connectors:1', pullPolicy: 'Always' } } },
    networkPolicy: {
      ingressFrom: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      egressTo: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 26500, protocol: 'TCP' }] }],
    },
    serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': 'arn' }, automountToken: true },
    podAnnotations: { note: 'yes' },
    podLabels: { team: 'processes' },
    nodeSelector: { 'kubernetes.io/arch': 'arm64' },
    tolerations: [{ key: 'spot', operator: 'Exists' }],
    affinity: { nodeAffinity: {} },
    extraVolumes: [{ name: 'effects', persistentVolumeClaim: { claimName: 'effects' } }],
    extraVolumeMounts: [{ name: 'effects', mountPath: '/effects' }],
  },
  'clusters of both kinds': {
    configuration: {
      clusters: [
        { name: 'new', grpcAddress: 'grpc://zeebe.camunda.svc:26500' },
        { name: 'old', kind: 'camunda7', url: ['http://operaton.camunda.svc:8080/engine-rest'] },
      ],
    },
  },
  'KEDA and the Prometheus operator': {
    autoscaling: { enabled: true, maxReplicas: 4, queueWaitSeconds: 0.5 },
    serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
  },
  little: {
    fullnameOverride: 'connectors',
    serviceAccount: { create: false },
    podDisruptionBudget: { enabled: false },
    networkPolicy: { enabled: false },
  },
};

/** Values that are refused, with what Helm says of them. */
export const refused: readonly (readonly [values: object, message: RegExp])[] = [
  [{ replica: 3 }, /replica/],
  [{ replicas: 'three' }, /replicas/],
  [{ image: { digest: 'latest' } }, /digest/],
  [{ configuration: { clusters: {} } }, /clusters/],
  [{ autoscaling: { prometheusAddress: 'prometheus' } }, /prometheusAddress/],
];

/** The manifests beside the chart. */
export const manifests: Readonly<Record<string, object>> = {
  'jobwright.yaml': {},
  'jobwright-with-keda.yaml': { autoscaling: { enabled: true }, serviceMonitor: { enabled: true } },
};
