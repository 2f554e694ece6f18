import '@bpmn-io/element-template-chooser/dist/element-template-chooser.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'bpmn-js-element-templates/dist/assets/element-templates.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import './layout.css';
import elementTemplateChooser from '@bpmn-io/element-template-chooser';
import elementTemplateIcons from '@bpmn-io/element-template-icon-renderer';
import { CloudElementTemplatesPropertiesProviderModule as elementTemplates } from 'bpmn-js-element-templates';
import {
  BpmnPropertiesPanelModule as propertiesPanel,
  BpmnPropertiesProviderModule as bpmnProperties,
  ZeebePropertiesProviderModule as zeebeProperties,
} from 'bpmn-js-properties-panel';
import Modeler from 'bpmn-js/lib/Modeler';
import zeebeBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { debounceInput, flushInput } from './debounce-input.ts';
import newDiagram from './new-diagram.bpmn';

interface Services {
  readonly elementTemplates: { setEngines(engines: Readonly<Record<string, string>>): void };
  readonly elementTemplatesLoader: { setTemplates(templates: readonly unknown[]): void };
}

const modeler = new Modeler<Services>({
  container: '#canvas',
  propertiesPanel: { parent: '#properties' },
  moddleExtensions: { zeebe },
  additionalModules: [
    propertiesPanel,
    bpmnProperties,
    zeebeProperties,
    zeebeBehaviors,
    elementTemplates,
    elementTemplateChooser,
    elementTemplateIcons,
    { debounceInput: ['value', debounceInput] },
  ],
});

/** What the page lets others do from outside; all else goes through what people see. */
const page = {
  /** Gives what the modeler has against the diagram. */
  async openDiagram(xml: string): Promise<readonly string[]> {
    const { warnings } = await modeler.importXML(xml);
    // Which templates fit a diagram depends on its Camunda, and modelers tell.
    const [, camunda] = /modeler:executionPlatformVersion="([^"]*)"/.exec(xml) ?? [];
    modeler.get('elementTemplates').setEngines(camunda === undefined ? {} : { camunda });
    return warnings.map(String);
  },
  /** A process of one task. */
  newDiagram: (processId: string) => page.openDiagram(newDiagram.replaceAll('"process"', `"${processId}"`)),
  async saveDiagram(): Promise<string> {
    const { xml, error } = await modeler.saveXML({ format: true });
    if (xml === undefined) throw error ?? new Error('There is no diagram');
    return xml;
  },
  /** The fields of the template that can be seen. */
  listFields: () =>
    [...document.querySelectorAll('[data-group-id*="CustomProperties"]')].flatMap((group) => {
      const title = group.querySelector('.bio-properties-panel-group-header-title');
      const labels = [...group.querySelectorAll('.bio-properties-panel-entry label')];
      return labels
        .filter((label) => label.checkVisibility())
        .map((label) => ({ group: title?.textContent ?? '', label: label.textContent }));
    }),
  flushInput,
  /** How high the panel is when nothing is scrolled away, in pixels. */
  measurePanel: () =>
    ['.bio-properties-panel-header', '.bio-properties-panel-scroll-container']
      .map((part) => document.querySelector(part)?.scrollHeight ?? 0)
      .reduce((sum, height) => sum + height),
  /** Replaces all templates; gives what the modeler has against them. */
  loadTemplates(templates: readonly unknown[]): readonly string[] {
    const problems: string[] = [];
    const listen = ({ errors }: { readonly errors: readonly Error[] }) =>
      problems.push(...errors.map(({ message }) => message));
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
