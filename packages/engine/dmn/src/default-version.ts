/** The Camunda version whose FEEL decisions use unless another is given. */
export const DEFAULT_VERSION = '8.10';
