/** A text is no BPMN model, or too large to be read. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  /** Where the text is wrong, counted in characters from 0; absent where the whole text is. */
  readonly position?: number;

  constructor(message: string, { position }: { readonly position?: number } = {}) {
    super(message);
    if (position !== undefined) this.position = position;
  }
}
