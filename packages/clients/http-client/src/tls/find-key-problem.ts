import type { KeyObject } from 'node:crypto';
import { DER, listDerIntegers, readDer } from './read-der.ts';

const MAX_KEY_CHARACTERS = 20_000;
/** 20 to 90 milliseconds of work; OpenSSL takes 2,048 when it is not told otherwise. */
const MAX_ROUNDS = 100_000;
/** Cost, block size and parallelism of scrypt multiplied: what OpenSSL takes, 50 milliseconds. */
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

/** Begin, body, end, and what stands before the next. */
const PARTS_OF_BLOCK = 4;

export const NO_PRIVATE_KEY =
  'is not a private key in PEM form: expected -----BEGIN PRIVATE KEY-----, base64 lines, -----END PRIVATE KEY-----';

/**
 * Why a private key in PEM form is not to be opened: an encrypted one names the work that opening it takes, and Node does it on the
 * thread of all jobs. Bounded are the length of the text (20,000 characters), the rounds of the key derivation (PBKDF2 and its
 * predecessors 100,000, scrypt as OpenSSL has it by default). Undefined: Node may have it. Never repeats the key.
 */
export function findKeyProblem(pem: string): string | undefined {
  if (pem.length > MAX_KEY_CHARACTERS) return 'has more than 20,000 characters, which no private key has';
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
      ? 'is encrypted with a scrypt that costs too much: encrypt it with OpenSSL, which takes N=16384, r=8, p=1'
      : undefined;
  }
  return numbers.some((number) => number > MAX_ROUNDS)
    ? 'is encrypted with more than 100,000 rounds of key derivation: encrypt it again with fewer (openssl pkcs8 -topk8 -iter 100000)'
    : undefined;
}

/** To sign with 8,192 bits takes 50 milliseconds, with the double eight times as long. */
const MAX_RSA_BITS = 8192;
const KINDS: readonly (string | undefined)[] = ['rsa', 'rsa-pss', 'ec', 'ed25519', 'ed448'];

/** Why a key that is open is not to be used: each signature with it takes too long, or TLS does not sign with its kind. */
export function findOpenKeyProblem({
  asymmetricKeyType,
  asymmetricKeyDetails,
}: Pick<KeyObject, 'asymmetricKeyType' | 'asymmetricKeyDetails'>): string | undefined {
  if (!KINDS.includes(asymmetricKeyType))
    return 'is of a kind that TLS does not sign with: expected RSA, EC or Ed25519';
  return (asymmetricKeyDetails?.modulusLength ?? 0) > MAX_RSA_BITS
    ? 'is an RSA key of more than 8,192 bits'
    : undefined;
}
