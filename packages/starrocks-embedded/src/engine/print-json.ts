/** JSON text as StarRocks prints it: one space after each colon and comma, none elsewhere. */
export function printJson(text: string): string {
  let result = ''
  let at = 0
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '"') {
      const end = endOfString(text, at)
      result += text.slice(at, end)
      at = end
      continue
    }
    if (character === ',' || character === ':') result += `${character} `
    else if (!/\s/.test(character)) result += character
    at += 1
  }
  return result
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1
  return Math.min(at + 1, text.length)
}
