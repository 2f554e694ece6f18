declare module 'bpmn-moddle' {
  /** An element that is being made. */
  export interface ModdleTarget {
    readonly $descriptor: {
      readonly propertiesByName: Readonly<
        Record<string, { readonly name: string; readonly isReference?: boolean } | undefined>
      >;
    };
    [name: string]: unknown;
  }
  /** How it gives elements their properties. */
  export interface ModdleProperties {
    define(target: ModdleTarget, name: string, options: PropertyDescriptor): void;
    set(target: ModdleTarget, name: string, value: unknown): void;
  }
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    readonly properties: ModdleProperties;
    fromXML(xml: string): Promise<{ readonly rootElement: unknown; readonly warnings: readonly unknown[] }>;
  }
}
