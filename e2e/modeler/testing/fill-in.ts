import type { ElementTemplate, TemplateProperty } from '@jobwright/element-templates';
import type { FieldName, FieldValue, Panel } from '@jobwright/modeler';
import type { Values } from './shown-properties.ts';

/** Fills in fields in the panel: what is chosen first, since it decides which fields there are. */
export async function fillIn(panel: Panel, template: ElementTemplate, values: Values): Promise<void> {
  const properties = Object.keys(values).map((id) => findProperty(template, id));
  const isChoice = ({ type }: TemplateProperty): boolean => type === 'Dropdown' || type === 'Boolean';
  const inOrder = [...properties.filter(isChoice), ...properties.filter((property) => !isChoice(property))];
  for (const property of inOrder) {
    const value = toFieldValue(property, values[property.id] ?? '');
    await panel.fillField(toFieldName(template, property), value);
  }
}

export function findProperty(template: ElementTemplate, id: string): TemplateProperty {
  const found = template.properties.find((property) => property.id === id);
  if (found === undefined) throw new Error(`Template ${template.id} has no field ${id}`);
  return found;
}

export const toFieldName = ({ groups }: ElementTemplate, { group, label }: TemplateProperty): FieldName => ({
  group: groups.find(({ id }) => id === group)?.label ?? '',
  label: label ?? '',
});

/** A dropdown shows the names of its choices. */
export const toFieldValue = ({ choices }: TemplateProperty, value: FieldValue): FieldValue =>
  choices?.find((choice) => choice.value === value)?.name ?? value;
