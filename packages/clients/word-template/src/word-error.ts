/** Why a Word file cannot become a document. None is any better at the next attempt. */
export type WordFailure =
  /** Not a Word file, or one of an older kind. */
  | 'not-word'
  /** Its parts contradict each other or cannot be read. */
  | 'damaged'
  /** More than `WORD_LIMITS` allows. */
  | 'too-large'
  /** Something that must not be read from a stranger's file: a document type, macros, what lies elsewhere. */
  | 'unsafe'
  /** Something that would be lost. */
  | 'unsupported'
  /** A placeholder, a loop or a condition that is wrong, or has no value. */
  | 'values';

/** The one error that this package throws on purpose; the message says what is wrong and where. */
export class WordError extends Error {
  override readonly name = 'WordError';
  readonly kind: WordFailure;

  constructor(kind: WordFailure, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.kind = kind;
  }
}
