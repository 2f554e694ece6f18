import type { PropertyCondition, TemplateProperty } from './element-template.ts';
import { type Group, OPERATION_GROUP_ID } from './groups.ts';

/** A group as a template has it. */
export interface TemplateGroup extends Group {
  /** Whether the panel shows its fields at once. Default false. */
  readonly openByDefault?: true;
}

/**
 * Opens the groups that somebody has to fill in: those of the operation, and those with a field that may not
 * stay empty and starts so, as the template starts or after another operation is chosen.
 */
export function openRequired(
  groups: readonly Group[],
  properties: readonly TemplateProperty[],
): readonly TemplateGroup[] {
  const required = properties.filter(
    (property) => isToBeFilledIn(property) && isShown(property.condition, properties),
  );
  return groups.map((group) =>
    group.id === OPERATION_GROUP_ID || required.some((property) => property.group === group.id)
      ? { ...group, openByDefault: true }
      : group,
  );
}

const isToBeFilledIn = ({ constraints, value }: TemplateProperty): boolean =>
  constraints?.notEmpty === true && value === undefined;

function isShown(condition: PropertyCondition | undefined, properties: readonly TemplateProperty[]): boolean {
  if (condition === undefined) return true;
  const all = 'allMatch' in condition ? condition.allMatch : [condition];
  return all.every((simple) => {
    const decisive = properties.find(({ id }) => id === simple.property);
    if (decisive === undefined) return false;
    if (decisive.group === OPERATION_GROUP_ID) return true;
    const accepted = 'equals' in simple ? [simple.equals] : simple.oneOf;
    return accepted.includes(String(decisive.value)) && isShown(decisive.condition, properties);
  });
}
