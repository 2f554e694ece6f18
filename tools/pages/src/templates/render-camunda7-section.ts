import type { Connector } from '@jobwright/connector-sdk';
import { isForCamunda7, listCurrentFiles } from './template-files.ts';

const PICTURE = 'camunda7-http-rest.png';

/** What the page says about templates for Camunda 7 and Operaton. */
export const renderCamunda7Section = (
  connectors: readonly Connector[],
  pictures: readonly string[],
): readonly string[] => [
  '## For Camunda 7 and Operaton',
  `The files in [templates/camunda7](../templates/camunda7) are the same connectors for external tasks. The Desktop Modeler reads them from the
same folders, \`.camunda/element-templates\` beside the diagram or \`resources/element-templates\` in its user data folder, and offers them in
diagrams of Camunda 7. Operaton runs these diagrams as they are. A modeler with camunda-bpmn-js or bpmn-js-element-templates loads the templates
with \`elementTemplatesLoader.setTemplates(templates)\`. \`jobwright templates --engine camunda7\` writes those of your connectors.`,
  ...(pictures.includes(PICTURE) ? [`![REST call in the modeler of Camunda 7](modeler/${PICTURE})`] : []),
  `| connector | topic | file | templates |\n| --- | --- | --- | --- |\n${connectors.map(renderConnector).join('\n')}`,
  `What a template of Camunda 7 cannot say is solved this way:`,
  [
    '| Camunda 8 | Camunda 7 |',
    '| --- | --- |',
    '| job type | `camunda:type="external"`, and the topic |',
    '| input | input parameter of the same name, e.g. `authentication.token` |',
    '| task header | extension property of the same name |',
    '| number of retries | extension property `retries` |',
    '| choice of an operation | a template for each operation |',
    '| fields that come and go with a choice | a template for each option, where the whole input is a choice; else the description says when a field is used, and you leave the others empty |',
    '| switch between text and FEEL | FEEL begins with `=`, and the description says where it is possible |',
    '| number, checkbox | FEEL such as `=20`; a list with Yes and No |',
    '| optional input | a field that is empty counts as left out |',
    '| hybrid template | none: the service can map topics to job types |',
  ].join('\n'),
  `The runtime evaluates FEEL, the engine \`\${...}\` and \`#{...}\`, and one input cannot have both. Where a text itself needs \`\${\`, as in
[PDF documents](pdf.md), write \`\\\${page}\`, or \`"$" + "{page}"\` in FEEL.`,
  `What is typed can have at most 4,000 characters, because the tables of the engine hold no more. Longer values come from a variable, e.g.
\`=report\` with a variable of type Json.`,
];

function renderConnector(connector: Connector): string {
  const file = listCurrentFiles([connector]).find(isForCamunda7);
  const templates = file?.templates ?? [];
  const [first, ...others] = templates.map(({ id }) => `\`${id}\``);
  const ids = others.length === 0 ? first : `${templates.length}, ${first} to ${others.at(-1)}`;
  return `| ${connector.name} | \`${connector.type}\` | [${file?.path}](../templates/${file?.path}) | ${ids} |`;
}
