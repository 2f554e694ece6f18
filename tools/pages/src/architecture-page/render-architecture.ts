import { LAYERS, type WorkspacePackage } from './list-packages.ts';

/** The layers as a Mermaid flow chart: an arrow for each layer that packages of another one depend on. */
export function renderPicture(packages: readonly WorkspacePackage[]): string {
  const layerOf = new Map(packages.map(({ name, layer }) => [name, layer]));
  const boxes = LAYERS.map((layer) => {
    const names = packages.filter((each) => each.layer === layer).map(shortName);
    return `  ${layer}["<b>${layer}</b><br/>${names.join('<br/>')}"]`;
  });
  const arrows = packages.flatMap(({ layer, dependencies }) =>
    dependencies
      .map((name) => layerOf.get(name))
      .filter((other) => other !== undefined && other !== layer)
      .map((other) => `  ${layer} --> ${other}`),
  );
  return ['```mermaid', 'flowchart TD', ...boxes, ...[...new Set(arrows)].sort(), '```'].join('\n');
}

/** All packages by layer, the ground first. */
export function renderTable(packages: readonly WorkspacePackage[]): string {
  const rows = LAYERS.flatMap((layer) =>
    packages
      .filter((each) => each.layer === layer)
      .map((each, index) => {
        const link = `[${each.name}](../${each.folder})`;
        return `| ${index === 0 ? layer : ''} | ${link} | ${each.description.replaceAll('|', '\\|')} |`;
      }),
  );
  return ['| layer | package | what it is |', '| --- | --- | --- |', ...rows].join('\n');
}

const shortName = ({ name }: WorkspacePackage): string => name.replace('@jobwright/', '');
