/** A name has no address, or no server has answered. The codes are those of Node's own lookup. */
export class NameError extends Error {
  override readonly name = 'NameError';
  /**
   * `ENOTFOUND`: there is no such name, or it has no address. `EAI_AGAIN`: no answer; another attempt may
   * help.
   */
  readonly code: 'ENOTFOUND' | 'EAI_AGAIN';

  constructor(code: NameError['code'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
