import type { PackageInstall } from './measure-install.ts';
import type { PackedPackage } from './pack-packages.ts';

export interface Row extends PackageInstall {
  readonly packed: Pick<PackedPackage, 'manifest' | 'tarballBytes' | 'unpackedBytes'>;
  readonly bareLibraries: readonly string[];
}

const HEADINGS = [
  'package',
  'tarball',
  'unpacked',
  'installed alone',
  'packages',
  'bare, installed',
  'packages',
  'bare library',
];
/** Words are read from the left, figures from the right. */
const LEFT = new Set(['package', 'bare library']);

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
const kilobytes = (bytes: number) => `${(bytes / 1e3).toFixed(0)} kB`;

/**
 * One line for each package: its size and number of packages, and beside them those of the libraries it is
 * built on.
 */
export function renderTable(rows: readonly Row[]): string {
  const cells = [
    HEADINGS,
    ...rows.map(({ packed, bytes, packages, bare, bareLibraries }) => [
      packed.manifest.name,
      kilobytes(packed.tarballBytes),
      kilobytes(packed.unpackedBytes),
      megabytes(bytes),
      String(packages),
      bare ? megabytes(bare.bytes) : '-',
      bare ? String(bare.packages) : '-',
      bareLibraries.length === 0 ? '-' : bareLibraries.join(' + '),
    ]),
  ];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const align = (cell: string, column: number) =>
    LEFT.has(HEADINGS[column] ?? '') ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return cells.map((row) => row.map(align).join('  ').trimEnd()).join('\n');
}
