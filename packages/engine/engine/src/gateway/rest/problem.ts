// As a module, it would load all of Node's web client with it.
const { STATUS_CODES } = process.getBuiltinModule('node:http');

/** An answer other than success, as RFC 9457 writes it. */
export class Problem extends Error {
  readonly status: number;
  /** Default: what the status means. */
  readonly title: string;
  constructor(status: number, detail: string, title = STATUS_CODES[status] ?? 'Error') {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
  }
}

export function toProblemBody({ status, title, message }: Problem, path: string): string {
  return JSON.stringify({ type: 'about:blank', title, status, detail: message, instance: path });
}

/** The answer when there is nothing of the kind, such as `Process Instance`, with the key. */
export const notFound = (kind: string, key: string): Problem =>
  new Problem(404, `${kind} with key '${key}' not found`, 'NOT_FOUND');

export const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;
