import './styles.ts';
import elementTemplateChooser from '@bpmn-io/element-template-chooser';
import Modeler from 'camunda-bpmn-js/lib/camunda-platform/Modeler';
import { connectPage } from './connect-page.ts';
import { debounceInput } from './debounce-input.ts';
import newDiagram from './new-diagram-camunda7.bpmn';

interface Services {
  readonly elementTemplatesLoader: { setTemplates(templates: readonly unknown[]): void };
}

const modeler = new Modeler<Services>({
  container: '#canvas',
  propertiesPanel: { parent: '#properties' },
  additionalModules: [elementTemplateChooser, { debounceInput: ['value', debounceInput] }],
});

await connectPage({ modeler, newDiagram });
