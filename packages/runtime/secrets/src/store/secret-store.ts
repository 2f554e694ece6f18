/** A service that keeps secrets under ids of its own. */
export interface SecretStore {
  /** For messages, e.g. `Vault`. */
  readonly title: string;
  /** Joins prefix, tenant, process and name to an id. */
  readonly separator: string;
  /**
   * The text of a secret, and the fields of one that is an object; `undefined`: there is none.
   * @throws SecretStoreError, and the failures of `@jobwright/http-client`
   */
  read(id: string): Promise<string | undefined>;
}
