/** Which types of variables an engine takes. */
export interface EngineTypes {
  /** `Json`, and objects as JSON: Camunda Run and other distributions with Spin know them. */
  readonly json: boolean;
  /**
   * Characters of a `String` variable: longer texts become objects. The databases of Camunda 7 take 4,000;
   * Oracle 2,000.
   */
  readonly maxTextCharacters: number;
}

export const DEFAULT_MAX_TEXT_CHARACTERS = 4_000;
