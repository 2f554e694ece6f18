/** A text is no BPMN model, or too large to be read. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
