import type { ResolvedConfiguration } from './camunda8-configuration.ts';
import type { ClusterTls } from './send-http.ts';

type TlsNames =
  'CAMUNDA_CUSTOM_ROOT_CERT_PATH' | 'CAMUNDA_CUSTOM_CERT_CHAIN_PATH' | 'CAMUNDA_CUSTOM_PRIVATE_KEY_PATH';

export const toTls = ({
  CAMUNDA_CUSTOM_ROOT_CERT_PATH: caFile,
  CAMUNDA_CUSTOM_CERT_CHAIN_PATH: certificateFile,
  CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: keyFile,
}: Pick<ResolvedConfiguration, TlsNames>): ClusterTls => ({
  ...(caFile !== undefined && { caFile }),
  ...(certificateFile !== undefined && { certificateFile }),
  ...(keyFile !== undefined && { keyFile }),
});
