import type { RawStatement } from '../ast/utility.ts'
import { administrationCommands } from './administration.ts'
import type { CommandTable } from './commands.ts'
import { commandAt, commandTable } from './commands.ts'
import type { Cursor } from './cursor.ts'
import { advance, finish, peek, refuse, text, withoutEnd } from './cursor.ts'
import { similarWord } from '../similar-word.ts'
import { showForms } from './show-forms.ts'

/** Statements that are classified by their first words and otherwise kept as text. */
const makeCommands = (): readonly string[] =>
  [
    'ADD BACKEND BLACKLIST|ADD SQLBLACKLIST|ADMIN CANCEL REPAIR TABLE|ADMIN CHECK|ADMIN DISABLE FAILPOINT',
    'ADMIN ENABLE FAILPOINT|ADMIN EXECUTE|ADMIN REPAIR TABLE|ADMIN SET AUTOMATED CLUSTER SNAPSHOT',
    'ADMIN SET REPLICA STATUS|ADMIN SET TABLE|ALTER LOAD|ALTER PLAN ADVISOR|ALTER SYSTEM|ALTER WAREHOUSE',
    'ALTER GROUP PROVIDER|ALTER TASK|CANCEL COMPACTION|CANCEL DECOMMISSION|CANCEL EXPORT|CANCEL LOAD',
    'CLEAN TEMPORARY TABLE|CLEAR DATACACHE RULES|CREATE BASELINE|CREATE DATACACHE RULE|CREATE FILE',
    'CREATE GLOBAL BASELINE|CREATE WAREHOUSE|DELETE BACKEND BLACKLIST|DELETE SQLBLACKLIST|DISABLE BASELINE',
    'DROP BASELINE|DROP DATACACHE RULE|DROP FILE|DROP WAREHOUSE|ENABLE BASELINE|EXPORT TABLE|HELP|INSTALL PLUGIN',
    'LOAD LABEL|LOCK TABLES|RESUME WAREHOUSE|SET SESSION WAREHOUSE|SET WAREHOUSE|SHOW BASELINE|SHOW CLUSTERS',
    'SHOW CNGROUPS|SHOW FAILPOINTS|SHOW LOAD WARNINGS|SHOW NODES|SHOW SNAPSHOT|SHOW TABLET|SUSPEND WAREHOUSE',
    'TRANSLATE|TRUNCATE PLAN ADVISOR|UNINSTALL PLUGIN|UNLOCK TABLES',
  ].flatMap((line) => line.split('|'))

/** Made by the first statement of this kind. */
let table: CommandTable | undefined

/** Commands that are taken apart, for the error of an unknown one. */
const STRUCTURED: readonly string[] = [
  'ADMIN SET FRONTEND CONFIG|ADMIN SHOW FRONTEND CONFIG|ADMIN SHOW REPLICA|ALTER DATABASE|ALTER MATERIALIZED VIEW|ALTER TABLE|ALTER VIEW',
  'BEGIN|CANCEL ALTER TABLE|CANCEL ALTER MATERIALIZED VIEW|CANCEL REFRESH MATERIALIZED VIEW|COMMIT|CREATE DATABASE|CREATE EXTERNAL TABLE',
  'CREATE INDEX|CREATE MATERIALIZED VIEW|CREATE OR REPLACE VIEW|CREATE TABLE|CREATE TEMPORARY TABLE|CREATE VIEW|DELETE FROM|DESC',
  'DROP DATABASE|DROP INDEX|DROP MATERIALIZED VIEW|DROP TABLE|DROP TEMPORARY TABLE|DROP VIEW|EXPLAIN|INSERT INTO|INSERT OVERWRITE|KILL',
  'RECOVER TABLE|REFRESH EXTERNAL TABLE|REFRESH MATERIALIZED VIEW|ROLLBACK|SELECT|SET|SHOW CREATE TABLE|SHOW CREATE VIEW',
  'SHOW CREATE MATERIALIZED VIEW|SHOW CREATE DATABASE|START TRANSACTION|TRUNCATE TABLE|UPDATE|USE|WITH',
]

/** The words of every command, for the error of an unknown one. */
function allCommands(): readonly (readonly string[])[] {
  const commands = [...makeCommands(), ...administrationCommands(), ...STRUCTURED.flatMap((line) => line.split('|'))]
  const shown = [...showForms().values()].flat().map((form) => ['SHOW', ...form.words])
  return [...commands.map((command) => command.split(' ')), ...shown]
}

/** Where a statement leaves every known command, and the words that could have stood there. */
export function unknownCommand(c: Cursor): { readonly index: number; readonly words: readonly string[] } {
  const commands = allCommands()
  let longest = 0
  for (const words of commands) longest = Math.max(longest, commonPrefix(c, words))
  if (longest === 0) return { index: c.index, words: ['a StarRocks statement', ...similarStarts(c, commands)] }
  const next = commands.filter((words) => words.length > longest && commonPrefix(c, words) === longest)
  return { index: c.index + longest, words: [...new Set(next.map((words) => words[longest] ?? ''))] }
}

function commonPrefix(c: Cursor, words: readonly string[]): number {
  let length = 0
  while (length < words.length && peek(c, length) === words[length]) length++
  return length
}

/** A statement of a known command, up to the semicolon, or undefined. */
export function optionalRaw(c: Cursor): RawStatement | undefined {
  const command = commandAt(c, (table ??= commandTable(makeCommands())))
  if (command === undefined) return undefined
  const start = c.index
  let behind: string = c.kind
  while (behind !== 'end' && behind !== ';') {
    if (behind === 'unknown') refuse(c, 'this character has no meaning in SQL')
    if (behind === 'unterminated') refuse(c, withoutEnd(text(c).charAt(0)))
    advance(c)
    behind = c.kind
  }
  const from = c.tokens.starts[start] ?? 0
  const written = c.source.slice(from, c.tokens.ends[c.index - 1] ?? from)
  return finish(c, start, { kind: 'RawStatement', command, text: written })
}

/** The word that a misspelt first word was meant to be. */
function similarStarts(c: Cursor, commands: readonly (readonly string[])[]): readonly string[] {
  const meant = similarWord(text(c), [...new Set(commands.map(([first = '']) => first))])
  return meant === undefined ? [] : [meant]
}
