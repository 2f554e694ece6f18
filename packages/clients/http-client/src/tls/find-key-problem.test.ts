import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { clientCertificates } from '../testing/client-certificates.ts';
import { createPbkdf2Key, createPkcs12Key, createScryptKey } from '../testing/costly-keys.ts';
import { findKeyProblem, findOpenKeyProblem } from './find-key-problem.ts';
import { findTlsProblems } from './find-tls-problems.ts';

const { certificate, key, encryptedKey, encryptedTraditionalKey } = clientCertificates;
const cipher = 'aes-256-cbc';
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const toPem = (type: 'pkcs8' | 'sec1'): string => String(keys.privateKey.export({ format: 'pem', type }));

test.each([
  ['PKCS#8', key],
  ['encrypted PKCS#8', encryptedKey],
  ['encrypted the old way', encryptedTraditionalKey],
  ['SEC 1', toPem('sec1')],
  [
    'as Node encrypts it',
    String(keys.privateKey.export({ format: 'pem', type: 'pkcs8', cipher, passphrase: 'x' })),
  ],
  ['with its certificate, and words between', `Bag Attributes\n${certificate}\nKey Attributes\n${key}`],
  ['with line breaks of Windows', encryptedTraditionalKey.replaceAll('\n', '\r\n')],
  ['with 100,000 rounds', createPbkdf2Key(100_000)],
  ['with scrypt as OpenSSL has it', createScryptKey(16_384, 8, 1)],
])('a key is taken: %s', (_case, pem) => {
  expect(findKeyProblem(pem)).toBeUndefined();
});

const blockOf = (label: string, pem: string): string => pem.replaceAll('ENCRYPTED PRIVATE KEY', label);
const costly = createPbkdf2Key(100_000_000);
const openBer = `-----BEGIN PRIVATE KEY-----\n${Buffer.from('30800201000000', 'hex').toString('base64')}\n-----END PRIVATE KEY-----`;

describe('a key that costs too much to open is not opened', () => {
  test.each([
    ['PBKDF2', costly, /100,000 rounds/],
    ['PBKDF2 beyond 32 bits', createPbkdf2Key(2 ** 39), /100,000 rounds/],
    ['PKCS#12', createPkcs12Key(100_000_000), /100,000 rounds/],
    ['scrypt', createScryptKey(2 ** 20, 8, 1), /scrypt/],
    ['scrypt, side by side', createScryptKey(1024, 8, 100_000), /scrypt/],
    ['behind a key that is cheap', `${key}${costly}`, /100,000 rounds/],
    ['under another label', blockOf('PRIVATE KEY', costly), /100,000 rounds/],
    ['under a label of another kind', blockOf('X PRIVATE KEY', costly), /no|not a private key/],
    [
      'encrypted inside the PEM too',
      costly.replace('KEY-----\n', 'KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-CBC,00\n\n'),
      /not a private key/,
    ],
    ['in characters that are no base64', costly.replace('MI', 'M!I'), /not a private key/],
    ['in BER', openBer, /not a private key/],
    [
      '10 MB',
      `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(1e7)}\n-----END PRIVATE KEY-----`,
      /20,000 characters/,
    ],
    ['beginnings only', '-----BEGIN '.repeat(1800), /not a private key/],
  ])('%s', (_case, clientPrivateKey, message) => {
    const problems = findTlsProblems({
      clientCertificate: certificate,
      clientPrivateKey,
      privateKeyPassword: 'x',
    });
    expect(problems).toEqual([{ path: 'clientPrivateKey', message: expect.stringMatching(message) }]);
  });
});

test('a key whose signatures take too long is refused, and one of a type that cannot sign', () => {
  expect(findOpenKeyProblem(createPrivateKey(key))).toBeUndefined();
  expect(findOpenKeyProblem(generateKeyPairSync('x25519').privateKey)).toMatch(/type/);
  const large = { asymmetricKeyType: 'rsa', asymmetricKeyDetails: { modulusLength: 16_384 } } as const;
  expect(findOpenKeyProblem(large)).toMatch(/8,192/);
});

test('a list of certificates without end is refused', () => {
  expect(findTlsProblems({ trustedCertificate: certificate.repeat(501) })).toHaveLength(1);
  expect(findTlsProblems({ trustedCertificate: certificate.repeat(3) })).toEqual([]);
});
