import type { MountedImage } from './mount-image.ts';

/** A process in the image, as `spawn` takes it. */
export interface ImageProcess {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface ImageProcessOptions {
  /** Program and its arguments. */
  readonly command: readonly string[];
  /** On top of the image's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
}

/**
 * The root is read-only, `/tmp` is this machine's; each command is the process in the end, so that it gets
 * the signals.
 */
const MOUNT = `set -e
mount --bind "$1" "$1"
mount --bind /proc "$1/proc"
mount --rbind /dev "$1/dev"
mount --bind /tmp "$1/tmp"
mount --bind /etc/hosts "$1/etc/hosts"
mount --bind /etc/resolv.conf "$1/etc/resolv.conf"
mount -o remount,bind,ro "$1"
root=$1 folder=$2 user=$3
shift 3
exec setpriv --no-new-privs unshare --root="$root" --wd="$folder" --setgid="$user" --setuid="$user" -- "$@"`;

/** What a container runtime with a read-only root file system does, with the tools of Debian: for root. */
export function describeImageProcess(image: MountedImage, options: ImageProcessOptions): ImageProcess {
  const { command, environment, folder } = options;
  const args = [
    '--mount',
    '--propagation',
    'private',
    'sh',
    '-c',
    MOUNT,
    'sh',
    image.root,
    folder,
    image.userId,
  ];
  return {
    file: 'unshare',
    args: [...args, ...command],
    environment: { ...image.environment, ...environment },
  };
}
