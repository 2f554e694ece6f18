/** A change of the client's own tables. Once released it stays as it is. */
export interface Migration {
  /** Counts up; what is kept in `jobwright_migrations`. */
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** A migration and whether this database has it. */
export interface MigrationState {
  readonly name: string;
  readonly applied: boolean;
}
