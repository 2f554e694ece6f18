import type { Boundary, Catch, Element, EndThrown, Loop, Scope, Sequence } from './process-model.ts';

const catchText = (catches: Catch): string =>
  catches.kind === 'error' || catches.kind === 'escalation'
    ? `${catches.kind} ${catches.code ?? 'any'}`
    : catches.kind;
const throwText = (thrown: EndThrown): string =>
  Object.values(thrown)
    .filter((value) => value !== undefined)
    .join(' ');
const loopText = (loop: Loop | undefined): string =>
  loop === undefined
    ? ''
    : ` x${loop.count}${loop.isSequential ? ' sequential' : ''}${loop.until === undefined ? '' : ` until ${loop.until}`}`;

/** A process in a form for people: one line an element, indented. */
export function describeProcess(root: Scope): string {
  const lines: string[] = [];
  const add = (depth: number, text: string): void => void lines.push(`${'  '.repeat(depth)}${text}`);
  const sequence = ({ elements, end }: Sequence, depth: number): void => {
    for (const each of elements) element(each, depth);
    if (end) add(depth, `${end.id} end${end.throws ? ` ${throwText(end.throws)}` : ''}`);
  };
  const borders = (boundaries: readonly Boundary[], depth: number): void => {
    for (const { id, catches, interrupting, body } of boundaries) {
      add(depth + 1, `${id} at its border, ${catchText(catches)}${interrupting ? '' : ', not interrupting'}`);
      sequence(body, depth + 2);
    }
  };
  const inside = ({ body, events }: Pick<Scope, 'body' | 'events'>, depth: number): void => {
    sequence(body, depth + 1);
    for (const { id, catches, interrupting, body: flow } of events) {
      add(
        depth + 1,
        `${id} event sub-process, ${catchText(catches)}${interrupting ? '' : ', not interrupting'}`,
      );
      sequence(flow, depth + 2);
    }
  };
  const element = (each: Element, depth: number): void => {
    switch (each.kind) {
      case 'pass':
        return add(depth, `${each.id} none`);
      case 'catch':
        return add(depth, `${each.id} catch ${each.on}`);
      case 'throw':
        return add(depth, `${each.id} throw ${throwText(each.throws)}`);
      case 'task':
        add(depth, `${each.id} task${each.isUndoable ? ' undoable' : ''}${loopText(each.loop)}`);
        return borders(each.boundaries, depth);
      case 'scope':
        add(depth, `${each.id} ${each.isCalled ? 'call' : 'sub-process'}${loopText(each.loop)}`);
        inside(each, depth);
        return borders(each.boundaries, depth);
      case 'fork':
        add(depth, `${each.id} ${each.gateway}, takes ${each.taken.join()}`);
        return each.branches.forEach((branch, index) => {
          add(depth + 1, `branch ${index}`);
          sequence(branch, depth + 2);
        });
      case 'eventGateway':
        add(depth, `${each.id} event-based`);
        return each.branches.forEach(({ id, on, rest }) => {
          add(depth + 1, `${id} ${on}`);
          sequence(rest, depth + 2);
        });
      case 'repeat':
        add(depth, `${each.id} repeat ${each.times} times while ${each.taskId}`);
        return sequence(each.body, depth + 1);
    }
  };
  add(0, root.id);
  inside(root, 0);
  return lines.join('\n');
}
