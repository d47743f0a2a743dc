/** The text on one line, cut after `limit` characters: how SQL appears in messages and logs. */
export function oneLine(text: string, limit: number): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  return line.length > limit ? `${line.slice(0, limit)}...` : line
}
