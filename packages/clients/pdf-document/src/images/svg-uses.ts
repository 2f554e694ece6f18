import { LIMITS } from '../definition/limits.ts';

/** More levels of elements that use elements are refused. */
const MAX_DEPTH = 64;

/** Counts, while a drawing is read, which elements use which. */
export interface UseCounter {
  open(attributes: Readonly<Record<string, string>>): void;
  close(): void;
  /** Undefined: the drawing draws no more than it may. */
  findProblem(): string | undefined;
}

export function createUseCounter(): UseCounter {
  const uses: Use[] = [];
  const sizes = new Map<string, number>();
  const openIds: string[] = [];
  return {
    open(attributes) {
      openIds.push(attributes['id'] ?? '');
      const inside = openIds.filter((id) => id !== '');
      for (const id of new Set(inside)) sizes.set(id, (sizes.get(id) ?? 0) + 1);
      for (const target of Object.entries(attributes).flatMap(findTargets)) uses.push({ inside, target });
    },
    close: () => void openIds.pop(),
    findProblem: () => findUseProblem(uses, sizes),
  };
}

const findTargets = ([name, value]: readonly [string, string]): readonly string[] =>
  /^(xlink:)?href$/.test(name)
    ? [value.slice(1)]
    : [...value.matchAll(/url\(\s*['"]?#([^'")\s]*)/gi)].map(([, target = '']) => target);

interface Use {
  readonly inside: readonly string[];
  readonly target: string;
}

/** Elements used in elements used in elements: a few lines that would become millions of shapes. */
function findUseProblem(uses: readonly Use[], sizes: ReadonlyMap<string, number>): string | undefined {
  const inner = new Map<string, string[]>();
  for (const { inside, target } of uses) {
    for (const id of new Set(inside)) {
      const targets = inner.get(id) ?? [];
      targets.push(target);
      inner.set(id, targets);
    }
  }
  const expanded = new Map<string, number>();
  const open = new Set<string>();
  const expand = (id: string): number => {
    const known = expanded.get(id);
    if (known !== undefined) return known;
    if (open.has(id) || open.size > MAX_DEPTH) return Infinity;
    open.add(id);
    const total = (inner.get(id) ?? []).reduce((sum, target) => sum + expand(target), sizes.get(id) ?? 0);
    open.delete(id);
    expanded.set(id, total);
    return total;
  };
  const total = uses.reduce((sum, { target }) => sum + expand(target), 0);
  return total > LIMITS.svgElements * 4 ? 'the SVG uses its own parts too often' : undefined;
}
