import { checkTemplateHistory } from '@jobwright/element-templates';
import type { TemplateFile } from './template-files.ts';

/** Why the templates of a file may not follow those that were released: a line each. */
export function listConflicts(file: TemplateFile, released: readonly TemplateFile[]): readonly string[] {
  const earlier = released.filter(({ name }) => name === file.name).flatMap(({ templates }) => templates);
  const own = file.templates.length === 1 && new Set(earlier.map(({ id }) => id)).size < 2;
  const conflicts = file.templates.flatMap((template) =>
    checkTemplateHistory(
      template,
      earlier.filter(({ id }) => own || id === template.id),
    ),
  );
  const lost = earlier.filter(({ id }) => !own && file.templates.every((template) => template.id !== id));
  return [
    ...conflicts,
    ...lost.map(({ id, version }) => `template ${id} of released version ${version} is gone`),
  ];
}
