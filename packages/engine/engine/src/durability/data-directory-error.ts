/** The folder with the engine's data cannot be used, or cannot be written at the moment. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError';
}

/** The folder cannot be written at the moment: the engine refuses commands until it can. */
export class DataDirectoryFullError extends DataDirectoryError {}
