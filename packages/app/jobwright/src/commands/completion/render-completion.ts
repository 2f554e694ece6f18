import type { Command } from 'commander';
import { bundledConnectors } from '../../connector-modules/bundled-connectors.ts';
import { listCompletions } from './list-completions.ts';
import { renderBash } from './render-bash.ts';
import { renderFish } from './render-fish.ts';
import { renderZsh } from './render-zsh.ts';

const RENDERERS = { bash: renderBash, zsh: renderZsh, fish: renderFish } as const;

/** Renders the completion script of a shell. */
export const renderCompletion = (program: Command, shell: keyof typeof RENDERERS): string =>
  RENDERERS[shell](
    listCompletions(program, { 'job-types': [...bundledConnectors.map(({ type }) => type), 'none'] }),
  );
