declare module '@bpmn-io/element-templates-validator' {
  interface ValidationResult {
    readonly valid: boolean;
    readonly errors:
      | readonly {
          readonly message: string;
          readonly instancePath?: string;
          readonly dataPointer?: unknown;
        }[]
      | null;
    readonly warnings: readonly { readonly message: string }[] | null;
  }
  /** By the schema of Camunda 7. */
  export function validate(template: object): ValidationResult;
  export function validateZeebe(template: object): ValidationResult;
}
