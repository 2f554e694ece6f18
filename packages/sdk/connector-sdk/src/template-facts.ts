/** What the element template of a connector says beyond its inputs. */
export interface TemplateFacts {
  /** Of the element template, e.g. `io.jobwright.http-rest`: public, never reused. */
  readonly id: string;
  /** Counts up with every change of a released template. */
  readonly version: number;
  readonly description?: string;
  /** URL of a page for people who model. */
  readonly documentationRef?: string;
  /** Other words people search it by. */
  readonly keywords?: readonly string[];
  /** An `<svg>`, 18 by 18, or a data URI or https URL of an SVG or PNG; at most 8 kB. */
  readonly icon?: string;
  /**
   * The groups of the inputs, in their order; `group` in a field's metadata names one. Default: one group,
   * `Input`. Fields that only developers need have the group `advanced`, which comes last and need not be
   * listed.
   */
  readonly groups?: readonly { readonly id: string; readonly label: string }[];
  /** What the result expression starts with, e.g. `={body: body}`. Default: empty. */
  readonly resultExpression?: string;
  /**
   * The code that the hint of the error expression names, e.g. `404`. Default: the first of the error table
   * that is not retried.
   */
  readonly errorExample?: string;
}
