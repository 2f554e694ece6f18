import { type CertificateExtension, generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
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

/** A certificate for localhost and 127.0.0.1, which vouches for itself: whoever trusts it names it as authority. */
export async function createLocalhostCertificate(commonName = 'localhost'): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: commonName }], {
    ...strength,
    extensions: [{ name: 'basicConstraints', cA: true }, localhost],
  });
  return { key, certificate: cert };
}

export interface CertificateAuthority extends Certificate {
  /** For a server on localhost. */
  issueServer(): Promise<Certificate>;
  /** For a client of that name. */
  issueClient(commonName: string): Promise<Certificate>;
}

/** An authority of its own, with what it signs. */
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
