import type { JsonObject } from '@jobwright/json';

/** Of commands that name no tenant. */
export const DEFAULT_TENANT_ID = '<default>';

/** Of commands that name no variables. Never changed. */
export const NO_VARIABLES: JsonObject = {};
