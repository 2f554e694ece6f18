/** Options are not valid. The message names each mistake, with what to write. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';

  /** One sentence for each mistake. */
  readonly mistakes: readonly string[];

  /** @param of what was called, such as `startConnectors` */
  constructor(of: string, mistakes: readonly string[]) {
    const lines =
      mistakes.length === 1 ? ` ${mistakes.join()}` : mistakes.map((text) => `\n- ${text}`).join('');
    super(`The options of ${of} are not valid:${lines}`);
    this.mistakes = mistakes;
  }
}
