import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

/** An object of Kubernetes. */
export type KubernetesObject = z.output<typeof objectSchema>;

export interface Chart {
  /** @throws Error with what Helm says */
  lint(values: object): void;
  render(values: object): string;
  /** What Helm says of values that it does not take. */
  refuse(values: object): string;
}

export function openChart(helm: string, folder: string): Chart {
  const call = (args: readonly string[], values: object) => {
    const temporary = mkdtempSync(join(tmpdir(), 'jobwright-values-'));
    const file = join(temporary, 'values.json');
    writeFileSync(file, JSON.stringify(values));
    try {
      return spawnSync(helm, [...args, '--values', file], { encoding: 'utf8', timeout: 60_000 });
    } finally {
      rmSync(temporary, { recursive: true });
    }
  };
  const template = ['template', 'jobwright', folder, '--namespace', 'camunda'];
  const succeed = ({ status, stdout, stderr }: ReturnType<typeof call>): string => {
    if (status !== 0) throw new Error(`${stdout}${stderr}`.trim());
    return stdout;
  };
  return {
    lint: (values) => void succeed(call(['lint', '--strict', '--quiet', folder], values)),
    render: (values) => succeed(call(template, values)),
    refuse(values) {
      const { status, stderr } = call(template, values);
      return status === 0 ? '' : stderr;
    },
  };
}

export const parseObjects = (text: string): readonly KubernetesObject[] =>
  parseAllDocuments(text)
    .map((document) => {
      const value: unknown = document.toJS();
      return value;
    })
    .filter((value) => value !== null)
    .map((value) => objectSchema.parse(value));

export const readHelmVersion = (helm: string): string =>
  execFileSync(helm, ['version', '--short'], { encoding: 'utf8', timeout: 10_000 }).trim();
