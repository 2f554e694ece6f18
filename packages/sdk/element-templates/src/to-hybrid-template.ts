import type { Connector } from '@jobwright/connector-sdk';
import type { ElementTemplate, TemplateProperty } from './element-template.ts';
import { type TemplateOptions, toElementTemplate } from './to-element-template.ts';

const TASK_TYPE_GROUP = { id: 'taskDefinitionType', label: 'Task definition type' } as const;

const HYBRID =
  'Hybrid: for a runtime that subscribes to a job type of its own, which is a field here; otherwise choose the template without "Hybrid".';

/**
 * The same template with a job type that the modeler can change, for runtimes that subscribe to other types.
 */
export function toHybridTemplate(connector: Connector, options: TemplateOptions = {}): ElementTemplate {
  const template = toElementTemplate(connector, options);
  const id = `${template.id}-hybrid`;
  return {
    ...template,
    id,
    name: `Hybrid ${template.name}`,
    description: [template.description, HYBRID].filter((text) => text !== undefined).join(' '),
    ...(template.steps === undefined
      ? {}
      : { steps: template.steps.map((step) => ({ ...step, name: `Hybrid: ${step.name}` })) }),
    groups: [TASK_TYPE_GROUP, ...template.groups],
    properties: template.properties.map((property) => hybridProperty(property, id)),
  };
}

function hybridProperty(property: TemplateProperty, id: string): TemplateProperty {
  switch (property.id) {
    case 'taskType':
      return {
        id: 'taskType',
        label: 'Task definition type',
        description: 'The job type that the runtime subscribes to',
        group: TASK_TYPE_GROUP.id,
        type: 'String',
        ...(property.value === undefined ? {} : { value: property.value }),
        feel: 'optional',
        constraints: { notEmpty: true },
        binding: property.binding,
      };
    case 'id':
      return { ...property, value: id };
    default:
      return property;
  }
}
