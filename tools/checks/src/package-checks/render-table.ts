import type { PackedPackage } from './pack-packages.ts';
import type { InstallSize } from './measure-install.ts';

export interface Row extends InstallSize {
  readonly packed: PackedPackage;
}

const toMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
const toKilobytes = (bytes: number) => `${(bytes / 1e3).toFixed(0)} kB`;

export function renderTable(rows: readonly Row[]): string {
  const cells = [
    ['package', 'tarball', 'unpacked', 'installed alone', 'dependencies'],
    ...rows.map(({ packed, bytes, dependencies }) => [
      packed.manifest.name,
      toKilobytes(packed.tarballBytes),
      toKilobytes(packed.unpackedBytes),
      toMegabytes(bytes),
      String(dependencies),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
