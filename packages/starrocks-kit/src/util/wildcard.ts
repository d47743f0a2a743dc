/** Whether a name is what a pattern means: `*` stands for any text, `?` for one character; upper and lower case differ. */
export function matchesWildcard(pattern: string, name: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'su').test(name)
}
