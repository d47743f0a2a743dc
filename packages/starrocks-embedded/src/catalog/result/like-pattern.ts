/** A LIKE pattern as a regular expression: `%` any text, `_` one character, backslash before a literal one. */
export function likePattern(pattern: string, ignoreCase: boolean): RegExp {
  let source = ''
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i] ?? ''
    if (character === '\\' && i + 1 < pattern.length) source += escaped(pattern[++i] ?? '')
    else if (character === '%') source += '[^]*'
    else if (character === '_') source += '[^]'
    else source += escaped(character)
  }
  return new RegExp(`^${source}$`, ignoreCase ? 'iu' : 'u')
}

function escaped(character: string): string {
  return character.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
