/** `sendEmailSmtp` becomes `Send email smtp`, `PLAIN` stays. */
export function toLabel(name: string): string {
  const last = name.split('.').at(-1) ?? name;
  if (last === last.toUpperCase()) return last;
  const words = last
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
