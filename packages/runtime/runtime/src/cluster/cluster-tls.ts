import { readFile } from 'node:fs/promises';
import { ClusterSettingsError } from '../start/cluster-errors.ts';
import type { ClusterTls } from './cluster-access.ts';

/** The PEM texts of `ClusterTls`. */
export interface TlsTexts {
  readonly ca: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

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
