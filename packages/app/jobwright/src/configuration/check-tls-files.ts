import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { wrongInputError } from '../command-line/command-error.ts';

/** TLS files of a cluster connection, by the variable names of `@camunda8/sdk`. */
export interface TlsFiles {
  readonly CAMUNDA_CUSTOM_ROOT_CERT_PATH?: string | undefined;
  readonly CAMUNDA_CUSTOM_CERT_CHAIN_PATH?: string | undefined;
  readonly CAMUNDA_CUSTOM_PRIVATE_KEY_PATH?: string | undefined;
}

/**
 * Checks the files early: a wrong file would otherwise show only as a failed connection later.
 * @throws CommandError that names the file and its problem
 */
export function checkTlsFiles(files: TlsFiles): void {
  const {
    CAMUNDA_CUSTOM_ROOT_CERT_PATH: caFile,
    CAMUNDA_CUSTOM_CERT_CHAIN_PATH: certificateFile,
    CAMUNDA_CUSTOM_PRIVATE_KEY_PATH: keyFile,
  } = files;
  if (caFile !== undefined) parseCertificate(caFile, 'the authority to trust (cluster.tls.caFile)');
  const certificate =
    certificateFile === undefined
      ? undefined
      : parseCertificate(certificateFile, 'our certificate (cluster.tls.certificateFile)');
  const key = keyFile === undefined ? undefined : parseKey(keyFile);
  if (certificate !== undefined && key !== undefined && !certificate.checkPrivateKey(key)) {
    throw wrongInputError(`The key in ${keyFile} does not belong to the certificate in ${certificateFile}`);
  }
}

function parseCertificate(file: string, what: string): X509Certificate {
  const pem = read(file, what);
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw wrongInputError(`${file} is not a certificate in PEM format: it should be ${what}`, { cause });
  }
}

function parseKey(file: string) {
  const pem = read(file, 'the key of our certificate (cluster.tls.keyFile)');
  if (/ENCRYPTED/.test(pem)) {
    throw wrongInputError(
      `The key in ${file} is encrypted, which gRPC cannot open: decrypt it (openssl pkey -in ${file} -out key.pem) and protect the file`,
    );
  }
  try {
    return createPrivateKey(pem);
  } catch {
    // Without the cause: the message of a parser can contain part of the key.
    throw wrongInputError(
      `${file} is not a private key in PEM format: it should be the key of our certificate`,
    );
  }
}

function read(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw wrongInputError(`Cannot read ${file}: it should be ${what}`, { cause });
  }
}
