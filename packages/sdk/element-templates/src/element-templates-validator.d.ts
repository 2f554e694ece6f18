declare module '@bpmn-io/element-templates-validator' {
  export function validateZeebe(template: object): {
    readonly valid: boolean;
    readonly errors:
      | readonly {
          readonly message: string;
          readonly instancePath?: string;
          readonly dataPointer?: unknown;
        }[]
      | null;
    readonly warnings: readonly { readonly message: string }[] | null;
  };
}
