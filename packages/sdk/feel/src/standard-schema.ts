/**
 * A schema as https://standardschema.dev describes it, version 1: zod, valibot, arktype and others make them.
 */
export interface StandardSchema<Output = unknown> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
  };
}

/** The result of a Standard Schema: the value, or the issues found. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] };

/** The output type of a schema. */
export type SchemaOutput<Schema> = Schema extends StandardSchema<infer Output> ? Output : never;
