/** The name below which expressions find what Camunda tells them. */
export const CAMUNDA = 'camunda';
