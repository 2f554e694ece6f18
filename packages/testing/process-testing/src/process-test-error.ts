/** A step of a test that cannot be done: the message says what was there instead. */
export class ProcessTestError extends Error {
  override readonly name = 'ProcessTestError';
}
