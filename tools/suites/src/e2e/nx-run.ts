/**
 * Set to 1 by who runs several suites at once and has built what they use: a build that begins with a suite
 * would take the built packages away from the one beside it for a moment. It is no setting of the product.
 */
export const BUILT = 'SUITES_ARE_BUILT';

/** The command that runs a target, after what it depends on unless that is built. */
export const nxRun = (target: string, environment: NodeJS.ProcessEnv = process.env): string =>
  `nx run ${environment[BUILT] === '1' ? '--excludeTaskDependencies ' : ''}${target}`;
