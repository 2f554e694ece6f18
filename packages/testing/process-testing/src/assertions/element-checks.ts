import type { ProcessInstanceTarget } from '../context/process-instance.ts';
import { resolveSelector, type Selection } from '../selectors/resolve-selector.ts';
import type { ElementSelector } from '../selectors/selectors.ts';
import type { ElementInfo } from '../views/infos.ts';
import { viewElements } from '../views/views.ts';
import { type Check, describeCheck, showList } from './check.ts';
import { reportInstance } from './describe-instance.ts';

type Elements = Selection<ElementInfo>[];

interface Question {
  readonly target: ProcessInstanceTarget;
  readonly selectors: readonly ElementSelector[];
  /** All that were entered. */
  readonly elements: readonly ElementInfo[];
}

function ask(target: ProcessInstanceTarget, selections: Elements): Question {
  const info = target.find();
  return {
    target,
    selectors: selections.map((each) => resolveSelector(each, target.context.selectElement)),
    elements: info ? viewElements(target.context, info.processInstanceKey) : [],
  };
}

const texts = (selectors: readonly ElementSelector[]): string =>
  showList(selectors.map(({ description }) => description.replace(/^id: /, '')));
const ids = (elements: readonly ElementInfo[]): string =>
  showList([...new Set(elements.map(({ elementId }) => elementId))]);

function describe(
  { target }: Question,
  { wish, pass, actual }: { readonly wish: string; readonly pass: boolean; readonly actual: () => string },
): Check {
  const exists = target.find() !== undefined;
  return describeCheck({
    ...{ target, wish },
    pass: exists && pass,
    actual: () => (exists ? actual() : 'it was not created'),
    report: () => reportInstance(target),
  });
}

/** How each of the missing elements is instead. */
function describeMissing(missing: readonly ElementSelector[], elements: readonly ElementInfo[]): string {
  const parts = missing.map((selector) => {
    const states = elements.filter(selector.matches).map(({ state }) => state.toLowerCase());
    return `${texts([selector])} ${states.length === 0 ? 'was not entered' : `is ${[...new Set(states)].join(' and ')}`}`;
  });
  return parts.join(', ');
}

/** Each selector finds at least one element in the state. */
function haveState(question: Question, state: ElementInfo['state']): Check {
  const { selectors, elements } = question;
  const missing = selectors.filter(
    ({ matches }) => !elements.some((element) => element.state === state && matches(element)),
  );
  return describe(question, {
    wish: `to have ${state.toLowerCase()} elements ${texts(selectors)}`,
    pass: missing.length === 0,
    actual: () => describeMissing(missing, elements),
  });
}

/** The selector finds exactly so many elements in the state. */
function haveStateTimes(question: Question, state: ElementInfo['state'], times: number): Check {
  const { selectors, elements } = question;
  const count = elements.filter(
    (element) => element.state === state && selectors.some(({ matches }) => matches(element)),
  ).length;
  return describe(question, {
    wish: `to have the ${state.toLowerCase()} element ${texts(selectors)} ${times} times`,
    pass: count === times,
    actual: () => `it has it ${count} times`,
  });
}

/** The selectors find elements in the order of their ends; others may lie between. */
function countInOrder(selectors: readonly ElementSelector[], ended: readonly ElementInfo[]): number {
  let found = 0;
  for (const element of ended) if (selectors[found]?.matches(element) === true) found += 1;
  return found;
}

/**
 * What can be asserted of the elements of a process instance. A text is an element id, unless the test says
 * otherwise.
 */
export const elementChecks = {
  /** Each of these elements is active. */
  hasActiveElements: (target: ProcessInstanceTarget, ...elements: Elements): Check =>
    haveState(ask(target, elements), 'ACTIVE'),
  /** The element is active so many times. */
  hasActiveElement: (target: ProcessInstanceTarget, element: Selection<ElementInfo>, times: number): Check =>
    haveStateTimes(ask(target, [element]), 'ACTIVE', times),
  /** These elements are active, and no others. */
  hasActiveElementsExactly(target: ProcessInstanceTarget, ...given: Elements): Check {
    const question = ask(target, given);
    const { selectors, elements } = question;
    const active = elements.filter(({ state }) => state === 'ACTIVE');
    const missing = selectors.filter(({ matches }) => !active.some(matches));
    const others = active.filter((element) => !selectors.some(({ matches }) => matches(element)));
    return describe(question, {
      wish: `to have exactly the active elements ${texts(selectors)}`,
      pass: missing.length === 0 && others.length === 0,
      actual: () => `${ids(active)} ${active.length === 1 ? 'is' : 'are'} active`,
    });
  },
  /** None of these elements is active; without any, no element is. */
  hasNoActiveElements(target: ProcessInstanceTarget, ...given: Elements): Check {
    const question = ask(target, given);
    const { selectors, elements } = question;
    const active = elements.filter(
      (element) =>
        element.state === 'ACTIVE' &&
        (selectors.length === 0 || selectors.some(({ matches }) => matches(element))),
    );
    return describe(question, {
      wish: `to have no active elements${selectors.length === 0 ? '' : ` ${texts(selectors)}`}`,
      pass: active.length === 0,
      actual: () => `${ids(active)} ${active.length === 1 ? 'is' : 'are'} active`,
    });
  },
  /** None of these elements was ever entered. */
  hasNotActivatedElements(target: ProcessInstanceTarget, ...given: Elements): Check {
    const question = ask(target, given);
    const { selectors, elements } = question;
    const entered = elements.filter((element) => selectors.some(({ matches }) => matches(element)));
    return describe(question, {
      wish: `not to have activated elements ${texts(selectors)}`,
      pass: entered.length === 0,
      actual: () => `${ids(entered)} ${entered.length === 1 ? 'was' : 'were'} entered`,
    });
  },
  /** Each of these elements has completed, in any order. */
  hasCompletedElements: (target: ProcessInstanceTarget, ...elements: Elements): Check =>
    haveState(ask(target, elements), 'COMPLETED'),
  /** The element has completed so many times. */
  hasCompletedElement: (
    target: ProcessInstanceTarget,
    element: Selection<ElementInfo>,
    times: number,
  ): Check => haveStateTimes(ask(target, [element]), 'COMPLETED', times),
  /** These elements have completed, in this order; others may have in between. */
  hasCompletedElementsInOrder(target: ProcessInstanceTarget, ...given: Elements): Check {
    const question = ask(target, given);
    const { selectors, elements } = question;
    const completed = elements
      .filter(({ state }) => state === 'COMPLETED')
      .sort((first, second) => (first.endedOrder ?? 0) - (second.endedOrder ?? 0));
    const found = countInOrder(selectors, completed);
    const missing = selectors.slice(found).filter(({ matches }) => !completed.some(matches));
    return describe(question, {
      wish: `to have completed elements ${texts(selectors)} in this order`,
      pass: found === selectors.length,
      actual: () =>
        missing.length > 0
          ? describeMissing(missing, elements)
          : `the order was ${showList(completed.filter((element) => selectors.some(({ matches }) => matches(element))).map(({ elementId }) => elementId))}`,
    });
  },
  /** Each of these elements was terminated. */
  hasTerminatedElements: (target: ProcessInstanceTarget, ...elements: Elements): Check =>
    haveState(ask(target, elements), 'TERMINATED'),
  /** The element was terminated so many times. */
  hasTerminatedElement: (
    target: ProcessInstanceTarget,
    element: Selection<ElementInfo>,
    times: number,
  ): Check => haveStateTimes(ask(target, [element]), 'TERMINATED', times),
} as const;
