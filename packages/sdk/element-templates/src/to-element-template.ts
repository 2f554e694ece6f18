import type { Connector, TemplateFacts } from '@jobwright/connector-sdk';
import { COMMON_GROUPS, buildCommonProperties } from './common-properties.ts';
import type { ElementTemplate, TemplateProperty } from './element-template.ts';
import { buildInputProperties } from './input-properties.ts';
import { OPERATION_GROUP, buildOperationChoice } from './operation-choice.ts';
import { INPUT_GROUP } from './input-base.ts';
import { toLabel } from './to-label.ts';

/** What a template has beyond the definition of its connector. */
export interface TemplateOptions {
  /** The oldest Camunda the template is offered for, as semver range. Default `^8.6`. */
  readonly camunda?: string;
}

/**
 * The element template of a connector, for tasks.
 * @throws Error when the connector says nothing about its template, or groups and inputs do not fit
 */
export function toElementTemplate(connector: Connector, options: TemplateOptions = {}): ElementTemplate {
  const { template: facts } = connector;
  if (facts === undefined) {
    throw new Error(`Connector ${connector.type} has no template: add template: { id, version }`);
  }
  const choice = buildOperationChoice(connector);
  const properties: readonly TemplateProperty[] = [
    {
      id: 'taskType',
      type: 'Hidden',
      value: connector.type,
      binding: { type: 'zeebe:taskDefinition', property: 'type' },
    },
    ...choice.properties,
    ...buildInputProperties(connector, choice),
    ...buildCommonProperties(facts),
  ];
  const groups = listGroups(properties, facts);
  checkTemplate({ connector, properties, facts });
  return {
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    name: connector.name,
    id: facts.id,
    version: facts.version,
    ...(facts.description === undefined ? {} : { description: facts.description }),
    ...(facts.keywords === undefined ? {} : { keywords: facts.keywords }),
    ...(facts.documentationRef === undefined ? {} : { documentationRef: facts.documentationRef }),
    category: { id: 'connectors', name: 'Connectors' },
    appliesTo: ['bpmn:Task'],
    elementType: { value: 'bpmn:ServiceTask' },
    engines: { camunda: options.camunda ?? '^8.6' },
    ...(facts.icon === undefined ? {} : { icon: { contents: toIconUrl(facts.icon) } }),
    groups,
    ...(choice.steps.length === 0 ? {} : { steps: choice.steps, presets: choice.presets }),
    properties: sortByGroup(properties, groups),
  };
}

const toIconUrl = (icon: string): string =>
  icon.startsWith('<svg') ? `data:image/svg+xml,${encodeURIComponent(icon)}` : icon;

type Group = ElementTemplate['groups'][number];

/**
 * Those that show something: of the operation first, then as the connector orders them, then the common ones.
 */
function listGroups(properties: readonly TemplateProperty[], facts: TemplateFacts): readonly Group[] {
  const used = new Set(properties.flatMap(({ group }) => group ?? []));
  const known: readonly Group[] = [OPERATION_GROUP, INPUT_GROUP, ...(facts.groups ?? []), ...COMMON_GROUPS];
  const unknown = [...used].filter((id) => !known.some((group) => group.id === id));
  const inputs = [...(facts.groups ?? []), ...unknown.map((id) => ({ id, label: toLabel(id) }))];
  const plain = inputs.some(({ id }) => id === INPUT_GROUP.id) ? [] : [INPUT_GROUP];
  return [OPERATION_GROUP, ...plain, ...inputs, ...COMMON_GROUPS].filter(({ id }) => used.has(id));
}

function sortByGroup(properties: readonly TemplateProperty[], groups: readonly Group[]): TemplateProperty[] {
  const rank = ({ group }: TemplateProperty): number => groups.findIndex(({ id }) => id === group);
  return [...properties].sort((one, other) => rank(one) - rank(other));
}

function checkTemplate({
  connector,
  properties,
  facts,
}: {
  readonly connector: Connector;
  readonly properties: readonly TemplateProperty[];
  readonly facts: TemplateFacts;
}): void {
  const problems: string[] = [];
  for (const { id } of facts.groups ?? []) {
    if (!properties.some(({ group }) => group === id)) problems.push(`no input is in group "${id}"`);
  }
  const ids = properties.map(({ id }) => id);
  for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) {
    problems.push(`two properties have the id "${id}": rename the input`);
  }
  for (const { id, condition } of properties) {
    for (const { property } of condition === undefined
      ? []
      : 'allMatch' in condition
        ? condition.allMatch
        : [condition]) {
      if (!ids.includes(property))
        problems.push(`"${id}" depends on "${property}", which is not in the template`);
    }
  }
  if (problems.length > 0) throw new Error(`Template of connector ${connector.type}: ${problems.join('; ')}`);
}
