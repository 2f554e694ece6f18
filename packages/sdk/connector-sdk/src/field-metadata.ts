/**
 * How a text may be a FEEL expression in the modeler: never, when it starts with `=`, always. `static` is a
 * number or boolean that is written as FEEL.
 */
export type FeelMode = 'none' | 'optional' | 'required' | 'static';

/** What a modeler shows of the field that chooses an option of a union. */
export interface DiscriminatorMetadata {
  readonly title?: string;
  readonly description?: string;
  /** What it starts with. */
  readonly value?: string;
  /**
   * Released templates do not have it: what a task has filled in of the option of `value` is kept when the
   * task is updated. The schema has to take the missing input for `value`. Default false.
   */
  readonly addedLater?: boolean;
}

/**
 * What a modeler shows of an input beyond what its schema says, given with `.meta({...})` on the schema.
 * Required, choices, defaults, lengths, patterns and conditions of union options follow from the schema:
 * leave them out. `group`, `showWhen` and `hidden` of an object or union count for all its fields.
 */
export interface FieldMetadata {
  /** Label; of a literal that is one choice of several: the label of the choice. */
  readonly title?: string | undefined;
  /** Hint below the field. */
  readonly description?: string | undefined;
  /**
   * What documentation says beyond the description, e.g. what a value means in detail. A modeler does not
   * show it.
   */
  readonly documentation?: string | undefined;
  /** Id of the group the field is shown in. */
  readonly group?: string | undefined;
  /**
   * Default: `required` for lists, maps and anything, `static` for numbers and booleans, `optional` for
   * texts.
   */
  readonly feel?: FeelMode | undefined;
  /** A text of several lines. */
  readonly multiline?: boolean | undefined;
  readonly placeholder?: string | undefined;
  /** What the field starts with where the schema has no default. */
  readonly value?: string | number | boolean | undefined;
  /** For a pattern that the schema checks in code; `{{secrets.NAME}}` and FEEL are allowed in any case. */
  readonly pattern?: { readonly value: string; readonly message: string } | undefined;
  /** Label of each value of an enum. */
  readonly choices?: Readonly<Record<string, string>> | undefined;
  /** Of a discriminated union: the field that chooses the option. */
  readonly discriminator?: DiscriminatorMetadata | undefined;
  /**
   * A credential: modelers that know this hide what is typed and offer secrets, and a runtime hides the value
   * in logs and failures. `named`: of a map the entries with names of credentials (`Authorization`,
   * `api_key`), of a URL its password and such parameters.
   */
  readonly secret?: boolean | 'named' | undefined;
  /** Shown only while another field, by its path, has one of these values. */
  readonly showWhen?: Readonly<Record<string, readonly string[]>> | undefined;
  /**
   * What the template writes without showing a field, where earlier templates write nothing: how a connector
   * tells them apart.
   */
  readonly fixedValue?: string | undefined;
  /** Accepted, or refused with a reason, but not offered in the modeler. */
  readonly hidden?: boolean | undefined;
}

declare module 'zod' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- declaration merging
  interface GlobalMeta extends Omit<FieldMetadata, 'title' | 'description'> {}
}
