/** A message without its names, types and numbers: what is alike in kind becomes alike in words. */
export function wordsOf(text: string): string {
  return text
    .replace(/'[^']*'|"[^"]*"|`[^`]*`/g, '‹›')
    .replace(/line \d+, column \d+/g, 'line 1, column 0')
    .replace(/\b[a-z]+\d+[a-z]?\b/g, 'x')
    .replace(
      /\b(?:tiny|small|big|large)?int(?:\(\d+\))?|varchar\(\d+\)|varchar|char\(\d+\)|decimal\w*\(\d+, ?\d+\)|datetime|date|boolean|double|float\b/gi,
      'T',
    )
    .replace(/\d+/g, '0')
}
