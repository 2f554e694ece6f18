import type { Boundary, Element, Scope, Sequence } from './process-model.ts';

/** The variables that an instance starts with: which branches are taken. */
export function startVariables(root: Scope): Readonly<Record<string, number | boolean>> {
  const variables: Record<string, number | boolean> = {};
  const visit = ({ elements }: Sequence): void => elements.forEach(visitElement);
  const visitBoundaries = (all: readonly Boundary[]): void => all.forEach(({ body }) => visit(body));
  const visitElement = (each: Element): void => {
    switch (each.kind) {
      case 'fork':
        if (each.gateway === 'exclusive') variables[`v_${each.id}`] = each.taken[0] ?? 0;
        if (each.gateway === 'inclusive')
          each.branches.forEach((_, index) => {
            variables[`v_${each.id}_${index}`] = each.taken.includes(index);
          });
        return each.branches.forEach(visit);
      case 'eventGateway':
        return each.branches.forEach(({ rest }) => visit(rest));
      case 'repeat':
        return visit(each.body);
      case 'task':
        return visitBoundaries(each.boundaries);
      case 'scope':
        visit(each.body);
        each.events.forEach(({ body }) => visit(body));
        return visitBoundaries(each.boundaries);
      case 'pass':
      case 'catch':
      case 'throw':
    }
  };
  visit(root.body);
  root.events.forEach(({ body }) => visit(body));
  return variables;
}
