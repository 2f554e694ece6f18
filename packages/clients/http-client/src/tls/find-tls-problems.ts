import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { findKeyProblem, findOpenKeyProblem, NO_PRIVATE_KEY } from './find-key-problem.ts';

export interface TlsTexts {
  readonly clientCertificate?: string | undefined;
  readonly clientPrivateKey?: string | undefined;
  readonly privateKeyPassword?: string | undefined;
  readonly trustedCertificate?: string | undefined;
}

export interface TlsProblem {
  readonly path: keyof TlsTexts;
  readonly message: string;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Problems of keys and certificates, found before anything is sent. The messages never repeat one. */
export function findTlsProblems(tls: TlsTexts): readonly TlsProblem[] {
  const problems: TlsProblem[] = [];
  const { clientCertificate, clientPrivateKey, trustedCertificate } = tls;
  if (trustedCertificate !== undefined && parseCertificates(trustedCertificate) === undefined) {
    problems.push({ path: 'trustedCertificate', message: NO_CERTIFICATE });
  }
  const certificates = clientCertificate === undefined ? undefined : parseCertificates(clientCertificate);
  if (clientCertificate !== undefined && certificates === undefined) {
    problems.push({ path: 'clientCertificate', message: NO_CERTIFICATE });
  }
  if (clientCertificate !== undefined && clientPrivateKey === undefined) {
    problems.push({
      path: 'clientPrivateKey',
      message: 'is missing: a client certificate needs its private key',
    });
  }
  if (clientPrivateKey === undefined) return problems;
  if (clientCertificate === undefined) {
    problems.push({
      path: 'clientCertificate',
      message: 'is missing: a private key needs its client certificate',
    });
  }
  const key = parsePrivateKey(clientPrivateKey, tls.privateKeyPassword);
  if ('path' in key) return [...problems, key];
  if (certificates?.[0]?.checkPrivateKey(key) === false) {
    problems.push({ path: 'clientPrivateKey', message: 'is not the key of the client certificate' });
  }
  return problems;
}

const NO_CERTIFICATE =
  'is not a certificate in PEM form (at most 500, in 1,000,000 characters): expected -----BEGIN CERTIFICATE-----, base64 lines, -----END CERTIFICATE-----';

const MAX_CERTIFICATE_CHARACTERS = 1_000_000;
const MAX_CERTIFICATES = 500;

function parseCertificates(text: string): readonly X509Certificate[] | undefined {
  if (text.length > MAX_CERTIFICATE_CHARACTERS) return undefined;
  const found = text.match(CERTIFICATE) ?? [];
  if (found.length === 0 || found.length > MAX_CERTIFICATES) return undefined;
  try {
    return found.map((pem) => new X509Certificate(pem));
  } catch {
    return undefined;
  }
}

function parsePrivateKey(key: string, passphrase: string | undefined): KeyObject | TlsProblem {
  const problem = findKeyProblem(key);
  if (problem !== undefined) return { path: 'clientPrivateKey', message: problem };
  const isEncrypted = /^-----BEGIN ENCRYPTED|^Proc-Type:.*ENCRYPTED/m.test(key);
  if (isEncrypted && passphrase === undefined) {
    return { path: 'privateKeyPassword', message: 'is missing: the private key is encrypted' };
  }
  try {
    const opened = createPrivateKey(isEncrypted && passphrase !== undefined ? { key, passphrase } : key);
    const message = findOpenKeyProblem(opened);
    return message === undefined ? opened : { path: 'clientPrivateKey', message };
  } catch {
    return isEncrypted
      ? { path: 'privateKeyPassword', message: 'does not decrypt the private key' }
      : { path: 'clientPrivateKey', message: NO_PRIVATE_KEY };
  }
}
