import type { ClusterTls } from '@jobwright/runtime/cluster';
import type { ResolvedConfiguration } from './camunda8-configuration.ts';

type TlsNames =
  | 'CAMUNDA_CUSTOM_ROOT_CERT_PATH'
  | 'CAMUNDA_CUSTOM_ROOT_CERT_STRING'
  | 'CAMUNDA_CUSTOM_CERT_CHAIN_PATH'
  | 'CAMUNDA_CUSTOM_PRIVATE_KEY_PATH';

/** The TLS settings of a configuration. */
export const readClusterTls = ({
  CAMUNDA_CUSTOM_ROOT_CERT_PATH: caFile,
  CAMUNDA_CUSTOM_ROOT_CERT_STRING: ca,
  CAMUNDA_CUSTOM_CERT_CHAIN_PATH: certificateFile,
  CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: keyFile,
}: Pick<ResolvedConfiguration, TlsNames>): ClusterTls => ({
  ...(caFile !== undefined && { caFile }),
  ...(ca !== undefined && { ca }),
  ...(certificateFile !== undefined && { certificateFile }),
  ...(keyFile !== undefined && { keyFile }),
});
