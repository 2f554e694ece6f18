import type { Connector, TemplateFacts } from '@jobwright/connector-sdk';
import { buildCommonProperties } from './common-properties.ts';
import type { ElementTemplate, TemplateProperty } from './element-template.ts';
import { describeFacts, readIcon } from './describe-facts.ts';
import { findExpressionHints } from './expression-hints.ts';
import { listGroups, sortByGroup } from './groups.ts';
import { buildInputProperties } from './input-properties.ts';
import { openRequired } from './open-groups.ts';
import { buildOperationChoice } from './operation-choice.ts';

/** What a template has beyond the definition of its connector. */
export interface TemplateOptions {
  /** The oldest Camunda the template is offered for, as semver range. Default `^8.6`. */
  readonly camunda?: string;
}

/**
 * The element template of a connector, for tasks.
 * @throws Error when the connector says nothing about its template, or groups and inputs do not fit
 * @example
 * import { httpRest } from '@jobwright/connector-http-rest';
 * import { writeFile } from 'node:fs/promises';
 *
 * await writeFile('http-rest.json', JSON.stringify(toElementTemplate(httpRest), null, 2));
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
    ...buildCommonProperties(facts, findExpressionHints(connector)),
  ];
  const groups = listGroups(properties, facts);
  checkTemplate({ connector, properties, facts });
  return {
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    name: connector.name,
    id: facts.id,
    version: facts.version,
    ...describeFacts(facts),
    category: { id: 'connectors', name: 'Connectors' },
    appliesTo: ['bpmn:Task'],
    elementType: { value: 'bpmn:ServiceTask' },
    engines: { camunda: options.camunda ?? '^8.6' },
    ...readIcon(facts),
    groups: openRequired(groups, properties),
    ...(choice.steps.length === 0 ? {} : { steps: choice.steps, presets: choice.presets }),
    properties: sortByGroup(properties, groups),
  };
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
