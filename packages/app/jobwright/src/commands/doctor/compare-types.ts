import { findNearestName } from '@jobwright/text-values';
import { type Finding, ok, warn } from './check.ts';

/** A job type in a deployed model. */
export interface DeployedType {
  readonly type: string;
  readonly processDefinitionId: string;
}

/** Job types share their first words: fewer letters tell them apart. */
const NEAR = { maxDistance: 3 };

/** Compares what deployed models use with what is served here. */
export function compareTypes(used: readonly DeployedType[], served: readonly string[]): Finding {
  const others = used.filter(({ type }) => !served.includes(type));
  const mistyped = others.flatMap(({ type, processDefinitionId }) => {
    const nearest = findNearestName(type, served, NEAR);
    return nearest === undefined ? [] : [`${type} in process ${processDefinitionId} looks like ${nearest}`];
  });
  if (mistyped.length > 0)
    return warn([...new Set(mistyped)].join('; '), 'correct the model, or run a worker of your own for it');
  const left = [...new Set(others.map(({ type }) => type))];
  const here = new Set(used.filter(({ type }) => served.includes(type)).map(({ type }) => type)).size;
  const facts = `deployed models use ${here} of the job types served here`;
  return ok(left.length === 0 ? facts : `${facts}; other workers must serve ${left.join(', ')}`);
}
