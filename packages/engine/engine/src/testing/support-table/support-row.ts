/** One line of the table of what the engine executes. */
export interface SupportRow {
  readonly what: string;
  /**
   * What the row speaks for: an element (`bpmn:ServiceTask`), an event (`bpmn:EndEvent none`), an extension
   * (`zeebe:Script`), a call (`rpc Topology`) or a route (`GET /v2/topology`).
   */
  readonly covers: readonly string[];
  /** The engine refuses it. Default: it executes it. */
  readonly refused?: true;
  readonly test: {
    /** From the folder of the package. */
    readonly file: string;
    /** The title of a `describe`, `it` or `test` in that file, as the source has it. */
    readonly title: string;
  };
}

export interface SupportArea {
  readonly area: string;
  readonly rows: readonly SupportRow[];
}
