/** The engine's error value: it makes whatever uses it fail, until an operator turns it into null. */
export class Failure {
  /** A fatal one is never turned into null. */
  readonly fatal: boolean;
  readonly #message: string | (() => string);

  /** A message that quotes values is a function: it is made when it is asked for. */
  constructor(message: string | (() => string), fatal = false) {
    this.#message = message;
    this.fatal = fatal;
  }

  get message(): string {
    return typeof this.#message === 'string' ? this.#message : this.#message();
  }
}
