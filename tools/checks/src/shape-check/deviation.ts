/** One place where a connector package is not shaped as the others. */
export interface Deviation {
  /** Folder of the package, e.g. `connector-email`. */
  readonly package: string;
  /** What it is about: a file, a field of `package.json`, a heading. An exception names it. */
  readonly subject: string;
  readonly problem: string;
  readonly fix: string;
}

export type Finding = Omit<Deviation, 'package'>;
