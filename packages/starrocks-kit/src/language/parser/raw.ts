import type { RawStatement } from '../ast/utility.ts'
import type { Cursor } from './cursor.ts'
import { advance, finish, peek, refuse } from './cursor.ts'
import { SHOW_FORMS } from './show-forms.ts'

/** Statements that are classified by their first words and otherwise kept as text. */
const COMMANDS: readonly string[] = [
  'ADD BACKEND BLACKLIST|ADD SQLBLACKLIST|ADMIN CANCEL REPAIR TABLE|ADMIN CHECK|ADMIN DISABLE FAILPOINT|ADMIN ENABLE FAILPOINT',
  'ADMIN EXECUTE|ADMIN REPAIR TABLE|ADMIN SET AUTOMATED CLUSTER SNAPSHOT|ADMIN SET REPLICA STATUS|ADMIN SET TABLE',
  'ALTER CATALOG|ALTER LOAD|ALTER PIPE|ALTER PLAN ADVISOR|ALTER RESOURCE GROUP|ALTER RESOURCE|ALTER ROLE|ALTER ROUTINE LOAD',
  'ALTER SECURITY INTEGRATION|ALTER STORAGE VOLUME|ALTER SYSTEM|ALTER USER|ALTER WAREHOUSE|ALTER GROUP PROVIDER|ALTER TASK',
  'ANALYZE|BACKUP|CACHE SELECT|CANCEL BACKUP|CANCEL COMPACTION|CANCEL DECOMMISSION|CANCEL EXPORT|CANCEL LOAD',
  'CANCEL REFRESH DICTIONARY|CANCEL RESTORE|CLEAN TEMPORARY TABLE|CLEAR DATACACHE RULES|CREATE AGGREGATE FUNCTION|CREATE ANALYZE',
  'CREATE BASELINE|CREATE DATACACHE RULE|CREATE DICTIONARY|CREATE EXTERNAL CATALOG|CREATE EXTERNAL RESOURCE|CREATE FILE',
  'CREATE FUNCTION|CREATE GLOBAL AGGREGATE FUNCTION|CREATE GLOBAL BASELINE|CREATE GLOBAL FUNCTION|CREATE GLOBAL TABLE FUNCTION',
  'CREATE GROUP PROVIDER|CREATE OR REPLACE AGGREGATE FUNCTION|CREATE OR REPLACE FUNCTION|CREATE OR REPLACE GLOBAL FUNCTION',
  'CREATE OR REPLACE GLOBAL AGGREGATE FUNCTION|CREATE OR REPLACE PIPE|CREATE OR REPLACE TABLE FUNCTION|CREATE PIPE',
  'CREATE READ ONLY REPOSITORY|CREATE REPOSITORY|CREATE RESOURCE GROUP|CREATE RESOURCE|CREATE ROLE|CREATE ROUTINE LOAD',
  'CREATE SECURITY INTEGRATION|CREATE STORAGE VOLUME|CREATE TABLE FUNCTION|CREATE USER|CREATE WAREHOUSE|DEALLOCATE',
  'DELETE BACKEND BLACKLIST|DELETE SQLBLACKLIST|DESC PIPE|DESC STORAGE VOLUME|DESCRIBE PIPE|DESCRIBE STORAGE VOLUME',
  'DISABLE BASELINE|DROP ALL ANALYZE JOB|DROP ANALYZE|DROP BASELINE|DROP CATALOG|DROP DATACACHE RULE|DROP DICTIONARY|DROP FILE',
  'DROP FUNCTION|DROP GLOBAL FUNCTION|DROP GROUP PROVIDER|DROP MULTIPLE COLUMNS STATS|DROP PIPE|DROP PREPARE|DROP REPOSITORY',
  'DROP RESOURCE GROUP|DROP RESOURCE|DROP ROLE|DROP SECURITY INTEGRATION|DROP STATS|DROP STORAGE VOLUME|DROP TASK|DROP USER',
  'DROP WAREHOUSE|ENABLE BASELINE|EXECUTE|EXPORT TABLE|GRANT|HELP|INSTALL PLUGIN|KILL ANALYZE|LOAD LABEL|LOCK TABLES',
  'PAUSE ROUTINE LOAD|PREPARE|REFRESH DICTIONARY|RESTORE SNAPSHOT|RESUME ROUTINE LOAD|RESUME WAREHOUSE|REVOKE',
  'SET DEFAULT ROLE|SET PROPERTY|SET ROLE|SET SESSION WAREHOUSE|SET WAREHOUSE|SHOW ALL AUTHENTICATION|SHOW ALL ROUTINE LOAD',
  'SHOW ALL STREAM LOAD|SHOW AUTHENTICATION|SHOW BASELINE|SHOW CLUSTERS|SHOW CNGROUPS|SHOW CREATE GROUP PROVIDER',
  'SHOW CREATE ROUTINE LOAD|SHOW CREATE SECURITY INTEGRATION|SHOW DICTIONARY|SHOW FAILPOINTS|SHOW GRANTS|SHOW LOAD WARNINGS',
  'SHOW NODES|SHOW RESOURCE GROUP|SHOW RESOURCE GROUPS|SHOW ROUTINE LOAD|SHOW SNAPSHOT|SHOW STREAM LOAD|SHOW TABLET',
  'SHOW USAGE RESOURCE GROUP|SHOW USAGE RESOURCE GROUPS|SHOW VERBOSE RESOURCE GROUP|SHOW VERBOSE RESOURCE GROUPS',
  'STOP ROUTINE LOAD|SUBMIT TASK|SUSPEND WAREHOUSE|TRANSLATE|TRUNCATE PLAN ADVISOR|UNINSTALL PLUGIN|UNLOCK TABLES',
]

const BY_FIRST_WORD: ReadonlyMap<string, readonly (readonly string[])[]> = byFirstWord()

/** Longer commands first, so that CREATE RESOURCE GROUP is not CREATE RESOURCE. */
function byFirstWord(): Map<string, string[][]> {
  const commands = new Map<string, string[][]>()
  for (const command of COMMANDS.join('|').split('|')) {
    const words = command.split(' ')
    const first = words[0] ?? ''
    commands.set(first, [...(commands.get(first) ?? []), words])
  }
  for (const same of commands.values()) same.sort((a, b) => b.length - a.length)
  return commands
}

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
const ALL_COMMANDS: readonly (readonly string[])[] = [
  ...[...COMMANDS, ...STRUCTURED].flatMap((line) => line.split('|')).map((line) => line.split(' ')),
  ...[...SHOW_FORMS.values()].flat().map((form) => ['SHOW', ...form.words]),
]

/** Where a statement leaves every known command, and the words that could have stood there. */
export function unknownCommand(c: Cursor): { readonly index: number; readonly words: readonly string[] } {
  let longest = 0
  for (const words of ALL_COMMANDS) longest = Math.max(longest, commonPrefix(c, words))
  if (longest === 0) return { index: c.index, words: ['a StarRocks statement'] }
  const next = ALL_COMMANDS.filter((words) => words.length > longest && commonPrefix(c, words) === longest)
  return { index: c.index + longest, words: [...new Set(next.map((words) => words[longest] ?? ''))] }
}

function commonPrefix(c: Cursor, words: readonly string[]): number {
  let length = 0
  while (length < words.length && peek(c, length) === words[length]) length++
  return length
}

/** A statement of a known command, up to the semicolon, or undefined. */
export function optionalRaw(c: Cursor): RawStatement | undefined {
  const words = commandAt(c)
  if (words === undefined) return undefined
  const start = c.index
  let behind: string = c.kind
  while (behind !== 'end' && behind !== ';') {
    if (behind === 'unknown') refuse(c, 'this character has no meaning in SQL')
    if (behind === 'unterminated') refuse(c, 'the string, quoted name or comment that starts here has no end')
    advance(c)
    behind = c.kind
  }
  const from = c.tokens.starts[start] ?? 0
  const text = c.source.slice(from, c.tokens.ends[c.index - 1] ?? from)
  return finish(c, start, { kind: 'RawStatement', command: words.join(' '), text })
}

function commandAt(c: Cursor): readonly string[] | undefined {
  return BY_FIRST_WORD.get(c.kind)?.find((words) => words.every((word, i) => peek(c, i) === word))
}
