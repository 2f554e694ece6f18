/** What is wrong with one value; the value itself is not repeated. */
export interface RecordProblem {
  readonly path: string;
  readonly message: string;
}
