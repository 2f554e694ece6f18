declare module 'element-templates-cli' {
  /** Gives the diagram with the template on one of its elements. */
  export function applyTemplate(diagram: string, template: string, elementId: string): Promise<string>;
}
