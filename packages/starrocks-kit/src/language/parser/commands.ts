import type { Cursor } from './cursor.ts'
import { peek } from './cursor.ts'

/** Commands by their first word, each as its words; longer ones first, so that CREATE RESOURCE GROUP is not CREATE RESOURCE. */
export type CommandTable = ReadonlyMap<string, readonly (readonly string[])[]>

export function commandTable(commands: readonly string[]): CommandTable {
  const table = new Map<string, string[][]>()
  for (const command of commands) {
    const words = command.split(' ')
    const first = words[0] ?? ''
    const same = table.get(first)
    if (same === undefined) table.set(first, [words])
    else same.push(words)
  }
  for (const same of table.values()) if (same.length > 1) same.sort((a, b) => b.length - a.length)
  return table
}

/** The command whose words stand here. */
export function commandAt(c: Cursor, table: CommandTable): string | undefined {
  return table
    .get(c.kind)
    ?.find((words) => words.every((word, i) => peek(c, i) === word))
    ?.join(' ')
}
