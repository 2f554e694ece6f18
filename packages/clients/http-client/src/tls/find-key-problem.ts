import type { KeyObject } from 'node:crypto';
import { DER, listDerIntegers, readDer } from './read-der.ts';

const MAX_KEY_CHARACTERS = 20_000;
/** 20 to 90 milliseconds of work; the default of OpenSSL is 2,048. */
const MAX_ROUNDS = 100_000;
/** Cost, block size and parallelism of scrypt multiplied: the default of OpenSSL, 50 milliseconds of work. */
const MAX_SCRYPT_COST = 131_072;
const SCRYPT_ID = '2b06010401da47040b';

const LABELS: readonly string[] = [
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'EC PARAMETERS',
  'CERTIFICATE',
];
/** OpenSSL's old form: encrypted inside the PEM, with one round of MD5. */
const OLD_ENCRYPTION = /^\s*Proc-Type: 4,ENCRYPTED\r?\nDEK-Info: [A-Z0-9-]+,[0-9A-Fa-f]+\s/;
const HAS_OLD_ENCRYPTION: readonly string[] = ['RSA PRIVATE KEY', 'EC PRIVATE KEY'];
const BASE64 = /^[A-Za-z0-9+/\s]+(?:=\s*){0,2}$/;

/** Begin, body, end, and the text before the next block. */
const PARTS_OF_BLOCK = 4;

export const NO_PRIVATE_KEY =
  'is not a private key in PEM form: expected -----BEGIN PRIVATE KEY-----, base64 lines, -----END PRIVATE KEY-----';

/**
 * Why a private key in PEM form must not be opened; `undefined` if it may. An encrypted key determines how
 * much work opening it is, and Node does that work on the main thread. Bounded are the length of the text
 * (20,000 characters), the rounds of the key derivation (PBKDF2 and its predecessors 100,000, scrypt as
 * OpenSSL has it by default). Never repeats the key.
 */
export function findKeyProblem(pem: string): string | undefined {
  if (pem.length > MAX_KEY_CHARACTERS) return 'has more than 20,000 characters: a private key is shorter';
  const [, ...parts] = pem.split('-----');
  if (parts.length === 0 || parts.length % PARTS_OF_BLOCK !== 0) return NO_PRIVATE_KEY;
  for (let index = 0; index < parts.length; index += PARTS_OF_BLOCK) {
    const problem = findBlockProblem(parts.slice(index, index + PARTS_OF_BLOCK));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function findBlockProblem([begin = '', body = '', end]: readonly string[]): string | undefined {
  const label = begin.replace(/^BEGIN /, '');
  if (end !== `END ${label}` || !LABELS.includes(label)) return NO_PRIVATE_KEY;
  if (HAS_OLD_ENCRYPTION.includes(label) && OLD_ENCRYPTION.test(body)) return undefined;
  if (!BASE64.test(body)) return NO_PRIVATE_KEY;
  return label === 'CERTIFICATE' ? undefined : findDerProblem(Buffer.from(body, 'base64'));
}

function findDerProblem(bytes: Uint8Array): string | undefined {
  const [whole, ...more] = readDer(bytes) ?? [];
  if (whole === undefined || more.length > 0) return NO_PRIVATE_KEY;
  if (whole.tag !== DER.sequence) return undefined;
  const [algorithm] = readDer(whole.content) ?? [];
  if (algorithm === undefined) return NO_PRIVATE_KEY;
  // PKCS#8: a version comes first in a plain key, how it is encrypted in the other.
  return algorithm.tag === DER.sequence ? findDerivationProblem(algorithm.content) : undefined;
}

function findDerivationProblem(algorithm: Uint8Array): string | undefined {
  const numbers = listDerIntegers(algorithm);
  if (numbers === undefined) return NO_PRIVATE_KEY;
  if (Buffer.from(algorithm).toString('hex').includes(SCRYPT_ID)) {
    const [cost = 1, blockSize = 1, parallelism = 1] = numbers;
    return cost * blockSize * parallelism > MAX_SCRYPT_COST
      ? 'is encrypted with scrypt parameters that cost too much: encrypt it with N=16384, r=8, p=1, the default of OpenSSL'
      : undefined;
  }
  return numbers.some((number) => number > MAX_ROUNDS)
    ? 'is encrypted with more than 100,000 rounds of key derivation: encrypt it again with fewer (openssl pkcs8 -topk8 -iter 100000)'
    : undefined;
}

/** Signing with 8,192 bits takes 50 milliseconds, with 16,384 eight times as long. */
const MAX_RSA_BITS = 8192;
const KINDS: readonly (string | undefined)[] = ['rsa', 'rsa-pss', 'ec', 'ed25519', 'ed448'];

/**
 * Why an opened key must not be used: signing with it takes too long, or TLS does not support its type.
 * `undefined` if it may.
 */
export function findOpenKeyProblem({
  asymmetricKeyType,
  asymmetricKeyDetails,
}: Pick<KeyObject, 'asymmetricKeyType' | 'asymmetricKeyDetails'>): string | undefined {
  if (!KINDS.includes(asymmetricKeyType))
    return 'is of a type that TLS does not support: expected RSA, EC or Ed25519';
  return (asymmetricKeyDetails?.modulusLength ?? 0) > MAX_RSA_BITS
    ? 'is an RSA key of more than 8,192 bits'
    : undefined;
}
