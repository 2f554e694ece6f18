import { readFile } from 'node:fs/promises';
import type { ResolvedConfiguration } from './camunda8-configuration.ts';
import { ClusterSettingsError, type ClusterTls } from './cluster-settings.ts';

/** The PEM texts of `ClusterTls`. */
export interface TlsTexts {
  readonly ca: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

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

/**
 * Reads the files as they are now: certificates are renewed from time to time.
 * @throws ClusterSettingsError that names the file that cannot be read
 */
export async function loadTlsTexts({ caFile, ca, certificateFile, keyFile }: ClusterTls): Promise<TlsTexts> {
  const [authority = ca, certificate, key] = await Promise.all([
    load(caFile),
    load(certificateFile),
    load(keyFile),
  ]);
  return { ca: authority, certificate, key };
}

async function load(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ClusterSettingsError(`The file ${file}, for TLS with the cluster, cannot be read`, { cause });
  }
}
