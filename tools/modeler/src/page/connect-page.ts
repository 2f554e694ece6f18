import { flushInput } from './debounce-input.ts';
import { fillFields, listFields } from './template-fields.ts';

/** What the page needs of a modeler, that of Camunda 8 or that of Camunda 7. */
export interface PageModeler {
  importXML(xml: string): Promise<{ readonly warnings: readonly unknown[] }>;
  saveXML(options: { readonly format: boolean }): Promise<{ readonly xml?: string; readonly error?: Error }>;
  on(event: string, listen: (event: TemplateErrors) => void): void;
  off(event: string, listen: (event: TemplateErrors) => void): void;
  get(service: 'elementTemplatesLoader'): { setTemplates(templates: readonly unknown[]): void };
}

interface TemplateErrors {
  readonly errors: readonly Error[];
}

export interface PageOptions {
  readonly modeler: PageModeler;
  /** A process of one task, whose id is `process`. */
  readonly newDiagram: string;
  /** Called with each diagram that was opened. */
  readonly onOpen?: (xml: string) => void;
}

/** Lets others use the page from outside, as `modelerPage`, and shows a new diagram. */
export async function connectPage({ modeler, newDiagram, onOpen }: PageOptions): Promise<void> {
  /** What the page lets others do from outside; all else goes through what people see. */
  const page = {
    /** Gives what the modeler has against the diagram. */
    async openDiagram(xml: string): Promise<readonly string[]> {
      const { warnings } = await modeler.importXML(xml);
      onOpen?.(xml);
      return warnings.map(String);
    },
    /** A process of one task. */
    newDiagram: (processId: string) => page.openDiagram(newDiagram.replaceAll('"process"', `"${processId}"`)),
    async saveDiagram(): Promise<string> {
      const { xml, error } = await modeler.saveXML({ format: true });
      if (xml === undefined) throw error ?? new Error('There is no diagram');
      return xml;
    },
    listFields,
    fillFields,
    flushInput,
    /** How high the panel is when nothing is scrolled away, in pixels. */
    measurePanel: () =>
      ['.bio-properties-panel-header', '.bio-properties-panel-scroll-container']
        .map((part) => document.querySelector(part)?.scrollHeight ?? 0)
        .reduce((sum, height) => sum + height),
    /** Replaces all templates; gives what the modeler has against them. */
    loadTemplates(templates: readonly unknown[]): readonly string[] {
      const problems: string[] = [];
      const listen = ({ errors }: TemplateErrors) =>
        void problems.push(...errors.map(({ message }) => message));
      modeler.on('elementTemplates.errors', listen);
      modeler.get('elementTemplatesLoader').setTemplates(templates);
      modeler.off('elementTemplates.errors', listen);
      return problems;
    },
  };
  Object.assign(window, { modelerPage: page });

  const response = await fetch('templates.json');
  const templates: unknown = await response.json();
  if (Array.isArray(templates)) for (const problem of page.loadTemplates(templates)) console.error(problem);
  await page.newDiagram('process');
}
