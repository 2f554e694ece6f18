/** Keys are decimal strings on every surface; see `Key` in the protocol. */
export type Key = string;
