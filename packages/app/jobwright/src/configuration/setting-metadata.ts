import 'zod';

declare module 'zod' {
  interface GlobalMeta {
    /** The variable of the environment that sets a setting. */
    readonly env?: string;
    /** How the items of a list are parted in its variable. Default: by commas. */
    readonly partedBy?: 'commas or blanks';
  }
}
