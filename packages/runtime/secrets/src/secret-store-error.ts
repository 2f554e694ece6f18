/**
 * A store could not answer: it is unreachable, it refused, or it is not configured correctly. The message
 * says what to do and holds no secret.
 */
export class SecretStoreError extends Error {
  override readonly name = 'SecretStoreError';
}
