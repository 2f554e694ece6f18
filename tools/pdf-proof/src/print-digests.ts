import { allDocuments } from './documents/all-documents.ts';
import { createPainter } from './draw-document.ts';
import { hash } from './draw-installed.ts';

// A process of its own: with the packages as they are installed, not as sources, it draws every document and
// prints what it has made.
const painter = createPainter();
const digests: Record<string, string> = {};
for (const [name, document] of Object.entries(allDocuments)) {
  const bytes = await painter.draw({ ...document, standard: 'PDF/A-3b, PDF/UA-1' });
  digests[name] = hash(bytes);
}
await painter.close();
process.stdout.write(JSON.stringify({ connector: import.meta.resolve('@jobwright/connector-pdf'), digests }));
