import type { ElementTemplate, PropertyCondition, TemplateProperty } from '@jobwright/element-templates';

/** What is filled in: id of a property to value. */
export type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** What the fields start with. */
export const toStartValues = ({ properties }: ElementTemplate): Values =>
  Object.fromEntries(properties.map(({ id, value }) => [id, value]));

/** The properties of which a modeler shows fields, in the order of their groups. */
export function listShown(template: ElementTemplate, values: Values): readonly TemplateProperty[] {
  const shown = template.properties.filter(
    (property) => property.type !== 'Hidden' && holds(template, values, property.condition),
  );
  return template.groups.flatMap(({ id }) => shown.filter(({ group }) => group === id));
}

/** Whether what has this condition counts; what depends on a property that does not, does not either. */
export function holds(
  template: ElementTemplate,
  values: Values,
  condition: PropertyCondition | undefined,
): boolean {
  return listSimple(condition).every((simple) => {
    const decisive = template.properties.find(({ id }) => id === simple.property);
    if (decisive === undefined || !holds(template, values, decisive.condition)) return false;
    return listAccepted(simple).includes(String(values[simple.property]));
  });
}

export const listSimple = (condition: PropertyCondition | undefined) =>
  condition === undefined ? [] : 'allMatch' in condition ? condition.allMatch : [condition];

export const listAccepted = (condition: ReturnType<typeof listSimple>[number]): readonly string[] =>
  'equals' in condition ? [condition.equals] : condition.oneOf;
