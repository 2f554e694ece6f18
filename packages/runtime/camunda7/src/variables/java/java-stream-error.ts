/** The stream is not one that can be read here, or is not valid. */
export class JavaStreamError extends Error {
  override readonly name = 'JavaStreamError';
}
