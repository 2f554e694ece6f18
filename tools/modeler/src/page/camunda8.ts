import './styles.ts';
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
import { connectPage } from './connect-page.ts';
import { debounceInput } from './debounce-input.ts';
import newDiagram from './new-diagram-camunda8.bpmn';

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

await connectPage({
  modeler,
  newDiagram,
  onOpen(xml) {
    // Which templates fit a diagram depends on its Camunda, and modelers tell.
    const [, camunda] = /modeler:executionPlatformVersion="([^"]*)"/.exec(xml) ?? [];
    modeler.get('elementTemplates').setEngines(camunda === undefined ? {} : { camunda });
  },
});
