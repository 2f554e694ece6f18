export const SECRET_PREFIX = 'camunda.secrets.';

/** What variables hold in place of a secret. */
export const placeholderOf = (name: string): string => `${SECRET_PREFIX}${name}`;
