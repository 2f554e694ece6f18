import 'zod';

declare module 'zod' {
  interface GlobalMeta {
    /** A name that others gave the variable of a setting. Default: that of `nameVariable`. */
    readonly variable?: string;
    /** Whether an option of the command line sets it too, by the name of `nameOption`. Default false. */
    readonly option?: boolean;
    /** How the items of a list are parted in its variable. Default: by commas. */
    readonly partedBy?: 'commas or blanks';
  }
}
