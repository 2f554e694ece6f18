import type { TemplateFacts } from '../facts/model-facts.ts';
import type { Finding } from './finding.ts';
import { findKnownTemplate } from './known-templates.ts';

/** Says whether the official template of a task whose job type is served is a version that is known. */
export function checkTemplate({ id, version }: TemplateFacts): readonly Finding[] {
  const known = findKnownTemplate(id);
  if (known === undefined) return [];
  const title = `${known.name} (${id})`;
  if (version === undefined || version <= known.version) {
    const which = version === undefined ? '' : `, version ${version}`;
    return [{ code: 'served', level: 'note', message: `the template ${title}${which} is served` }];
  }
  return [
    {
      code: 'newer-template',
      level: 'warning',
      message: `version ${version} of the template ${title} is newer than the newest known here, ${known.version}`,
      advice: 'try the fields that are new in it, or use a newer Jobwright',
    },
  ];
}
