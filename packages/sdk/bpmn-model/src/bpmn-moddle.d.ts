declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    /** How it gives elements their properties. */
    readonly properties: {
      define(target: object, name: string, options: PropertyDescriptor): void;
    };
    fromXML(xml: string): Promise<{ readonly rootElement: unknown; readonly warnings: readonly unknown[] }>;
  }
}
