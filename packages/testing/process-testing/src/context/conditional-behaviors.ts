import { ProcessTestError } from '../process-test-error.ts';

/** Holds, unless it is false or throws: assertions are conditions. */
export type BehaviorCondition = () => unknown;
/** What is done when a condition holds. */
export type BehaviorAction = () => unknown;

/** Says what happens when a condition holds. */
export interface ConditionalBehaviorBuilder {
  /** A name for messages. Default: its number, e.g. `#1`. */
  readonly as: (name: string) => ConditionalBehaviorBuilder;
  /** The first time the first action runs, the next time the second; the last one again and again. */
  readonly then: (action: BehaviorAction) => ConditionalBehaviorBuilder;
}

interface Behavior {
  readonly condition: BehaviorCondition;
  readonly actions: BehaviorAction[];
  name: string;
  runs: number;
  /** What had happened when it last ran without effect: it runs again only after more has happened. */
  idleRevision: number;
}

/** The conditional behaviours of a test. */
export interface ConditionalBehaviors {
  readonly when: (condition: BehaviorCondition) => ConditionalBehaviorBuilder;
  /** Runs the next action that is due; false when none is. */
  readonly runNext: (revision: () => number) => Promise<boolean>;
}

const MAX_RUNS = 1_000;

async function holds(condition: BehaviorCondition): Promise<boolean> {
  try {
    return (await condition()) !== false;
  } catch {
    return false;
  }
}

/** Creates an empty list of conditional behaviours. */
export function createConditionalBehaviors(): ConditionalBehaviors {
  const behaviors: Behavior[] = [];
  return {
    when(condition) {
      const behavior: Behavior = {
        ...{ condition, actions: [], name: `#${behaviors.length + 1}`, runs: 0, idleRevision: -1 },
      };
      behaviors.push(behavior);
      const builder: ConditionalBehaviorBuilder = {
        as(name) {
          behavior.name = name;
          return builder;
        },
        then(action) {
          behavior.actions.push(action);
          return builder;
        },
      };
      return builder;
    },
    async runNext(revision) {
      for (const behavior of behaviors) {
        const { actions, runs, condition, name } = behavior;
        const action = actions[Math.min(runs, actions.length - 1)];
        if (!action || behavior.idleRevision === revision() || !(await holds(condition))) continue;
        if (runs >= MAX_RUNS)
          throw new ProcessTestError(
            `The conditional behaviour ${name} ran ${MAX_RUNS} times: does it ever end?`,
          );
        behavior.runs += 1;
        const before = revision();
        await action();
        behavior.idleRevision = revision() === before ? before : -1;
        return true;
      }
      return false;
    },
  };
}
