import { type CertificateExtension, generate } from 'selfsigned';

/** A private key and its certificate. */
export interface Certificate {
  /** In PEM. */
  readonly key: string;
  /** In PEM. */
  readonly certificate: string;
}

const localhost: CertificateExtension = {
  name: 'subjectAltName',
  altNames: [
    { type: 2, value: 'localhost' },
    { type: 7, ip: '127.0.0.1' },
  ],
};
const strength = { keyType: 'ec', algorithm: 'sha256' } as const;

/**
 * Makes a certificate for localhost and 127.0.0.1 that vouches for itself: whoever trusts it names it as
 * authority.
 */
export const createLocalhostCertificate = (commonName = 'localhost'): Promise<Certificate> =>
  createSelfSigned(commonName, localhost);

/** The same for one IP address, and for no name. */
export const createAddressCertificate = (address: string): Promise<Certificate> =>
  createSelfSigned(address, { name: 'subjectAltName', altNames: [{ type: 7, ip: address }] });

async function createSelfSigned(
  commonName: string,
  subjectAltName: CertificateExtension,
): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: commonName }], {
    ...strength,
    extensions: [{ name: 'basicConstraints', cA: true }, subjectAltName],
  });
  return { key, certificate: cert };
}

/** An authority with its own certificate. */
export interface CertificateAuthority extends Certificate {
  /** Issues a certificate for a server on localhost and 127.0.0.1. */
  issueServer(): Promise<Certificate>;
  /** Issues a certificate for a client of that name. */
  issueClient(commonName: string): Promise<Certificate>;
}

/** Makes an authority that issues certificates; whoever trusts its certificate trusts them. */
export async function createCertificateAuthority(commonName: string): Promise<CertificateAuthority> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: commonName }], {
    ...strength,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const issue = async (name: string, usage: 'serverAuth' | 'clientAuth'): Promise<Certificate> => {
    const issued = await generate([{ name: 'commonName', value: name }], {
      ...strength,
      ca: { key, cert },
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'extKeyUsage', serverAuth: usage === 'serverAuth', clientAuth: usage === 'clientAuth' },
        localhost,
      ],
    });
    return { key: issued.private, certificate: issued.cert };
  };
  return {
    key,
    certificate: cert,
    issueServer: () => issue('localhost', 'serverAuth'),
    issueClient: (name) => issue(name, 'clientAuth'),
  };
}
