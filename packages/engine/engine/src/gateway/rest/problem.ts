import { STATUS_CODES } from 'node:http';

/** An answer other than success, as RFC 9457 writes it. */
export class Problem extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
  }
}

export function toProblemBody({ status, message }: Problem, path: string): string {
  const title = STATUS_CODES[status] ?? 'Error';
  return JSON.stringify({ type: 'about:blank', title, status, detail: message, instance: path });
}
