/** A store could not tell: unreachable, refused, or wrongly configured. The message says what to do and holds no secret. */
export class SecretStoreError extends Error {
  override readonly name = 'SecretStoreError';
}
