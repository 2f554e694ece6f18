/**
 * A page with the text between `<!-- name -->` and `<!-- /name -->` replaced.
 * @throws Error that names the marker the page lacks
 */
export function replaceSection(page: string, name: string, text: string): string {
  const [before, rest] = split(page, `<!-- ${name} -->`);
  const [, after] = split(rest, `<!-- /${name} -->`);
  return `${before}<!-- ${name} -->\n\n${text}\n\n<!-- /${name} -->${after}`;
}

function split(text: string, marker: string): readonly [string, string] {
  const at = text.indexOf(marker);
  if (at < 0) throw new Error(`The page lacks the marker ${marker}`);
  return [text.slice(0, at), text.slice(at + marker.length)];
}
