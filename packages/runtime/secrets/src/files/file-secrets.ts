import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretProvider } from '@jobwright/runtime';
import { SecretStoreError } from '../secret-store-error.ts';
import { createStoreSecrets, type SecretNaming } from '../store/create-store-secrets.ts';

/** Where the files are. */
export interface FileSecretsOptions extends SecretNaming {
  /** Holds a file for each secret, as Kubernetes and Docker mount them. */
  readonly directory: string;
}

const MAX_BYTES = 1_000_000;

/**
 * Secrets in files named after them, read each time. A line break at the end is not part of the secret.
 * @example
 * const provider = createFileSecrets({ directory: '/run/secrets' });
 */
export function createFileSecrets(options: FileSecretsOptions): SecretProvider {
  return createStoreSecrets(
    { title: 'Files', separator: '/', read: (id) => readSecretFile(join(options.directory, id), id) },
    options,
  );
}

async function readSecretFile(path: string, id: string): Promise<string | undefined> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    if (hasCode(cause, 'ENOENT') || hasCode(cause, 'ENOTDIR')) return undefined;
    throw new SecretStoreError(`The file of secret ${id} cannot be read: check its owner and mode`, {
      cause,
    });
  });
  if (file === undefined) return undefined;
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return undefined;
    if (facts.size > MAX_BYTES) throw new SecretStoreError(`The file of secret ${id} is larger than 1 MB`);
    return (await file.readFile('utf8')).replace(/\r?\n$/, '');
  } finally {
    await file.close();
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
