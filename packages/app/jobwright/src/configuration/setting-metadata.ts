import 'zod';

declare module 'zod' {
  interface GlobalMeta {
    /** An established name for the variable of a setting. Default: that of `nameVariable`. */
    readonly variable?: string;
    /** Whether the setting also has a command-line option, named by `nameOption`. Default false. */
    readonly option?: boolean;
    /** Whether a change takes effect only at the next start, not with a reload. Default false. */
    readonly needsRestart?: boolean;
    /** How the items of a list are separated in its variable. Default: by commas. */
    readonly partedBy?: 'commas or blanks';
  }
}
