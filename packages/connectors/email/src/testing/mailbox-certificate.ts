import { generate } from 'selfsigned';

/** A certificate of an authority that nobody knows, for one address. */
export async function makeCertificate(address = '127.0.0.1'): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Test mail server' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: address }] },
    ],
  });
  return { key, cert };
}
