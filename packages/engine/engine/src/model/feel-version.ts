/** The FEEL that models are read and run with: that of the Camunda version the engine follows. */
export const FEEL_VERSION = '8.10';
