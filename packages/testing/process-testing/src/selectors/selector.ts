/** Says which of several candidates is meant. */
export interface Selector<Candidate> {
  /** For messages, e.g. `element id: approve`. */
  readonly description: string;
  readonly matches: (candidate: Candidate) => boolean;
  /** Both have to match. */
  readonly and: (other: Selector<Candidate>) => Selector<Candidate>;
}

/**
 * Makes a selector of your own, for anything that takes one.
 * @example
 * const test = await createProcessTest({ resources: 'order.bpmn' });
 * const urgent = createSelector<UserTaskInfo>('priority over 80', ({ priority }) => priority > 80);
 * await test.completeUserTask(urgent);
 */
export function createSelector<Candidate>(
  description: string,
  matches: (candidate: Candidate) => boolean,
): Selector<Candidate> {
  return {
    description,
    matches,
    and: (other) =>
      createSelector(
        `${description}, ${other.description}`,
        (candidate) => matches(candidate) && other.matches(candidate),
      ),
  };
}
