import type { InstanceFilter } from '../../core/batch/instance-filter.ts';
import { INSTANCE_FIELDS } from '../../core/records/instance-fields.ts';
import { readFilter } from './search/read-filter.ts';

/**
 * The filter of process instances as the REST API writes it. @throws Problem naming a field that is not
 * supported
 */
export function readInstanceFilter(body: unknown): InstanceFilter {
  return readFilter(INSTANCE_FIELDS, body, { hasAlternatives: true });
}
