import type { ApiOperation } from './read-document.ts';

type Facts = Pick<ApiOperation, 'method' | 'path' | 'operationId'>;

export interface Choice {
  readonly isChosen: (operation: Facts) => boolean;
  /** What was asked for and not found. */
  readonly missing: () => readonly string[];
}

/** `GET /users/{id}`, `/users` for all its methods, or an operationId. */
export function chooseOperations(wanted: readonly string[]): Choice {
  const open = new Set(wanted.map((each) => each.trim().replaceAll(/\s+/g, ' ')));
  const all = new Set(open);
  return {
    isChosen({ method, path, operationId }) {
      const names = [path, `${method} ${path}`, `${method.toLowerCase()} ${path}`, operationId ?? ''];
      const fitting = names.filter((name) => all.has(name));
      for (const name of fitting) open.delete(name);
      return fitting.length > 0;
    },
    missing: () => [...open],
  };
}
