/** The end of a command's help: examples, each a command line without the name of the program; `notes` come before them. */
export function examples(lines: readonly string[], notes?: string): string {
  const before = notes === undefined ? '' : `\n${notes}\n`
  return `${before}\nExamples:\n${lines.map((line) => `  starrocks-kit ${line}`).join('\n')}`
}
