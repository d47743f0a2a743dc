import { parseStatement, splitStatements } from '../language/index.ts'
import type { Statement } from '../language/index.ts'
import { irreversible } from './rules.ts'
import type { RulesOf } from './rules.ts'

/** A statement that a person wrote; one that is not understood stands for itself. */
function statementOf(sql: string): Statement {
  try {
    return parseStatement(sql)
  } catch {
    // What our grammar does not know may still be right for the server: it runs as it is.
    return { kind: 'RawStatement', command: (/^\s*(\w+)/.exec(sql)?.[1] ?? '').toUpperCase(), text: sql.trim() }
  }
}

/** What people wrote themselves: SQL, and code. */
export const executeSqlRules: RulesOf<'ExecuteSql' | 'RunDataStep'> = {
  ExecuteSql: {
    object: () => undefined,
    reverse: ({ kind, statements, reverse }) =>
      reverse === undefined
        ? irreversible('statements written by hand have no reverse unless it is given')
        : { kind, statements: reverse, reverse: statements },
    toStatements: ({ statements }) =>
      statements.flatMap((sql) => splitStatements(sql)).map(({ text }) => statementOf(text)),
  },
  RunDataStep: {
    object: () => undefined,
    reverse: ({ name }) => irreversible(`the data step ${name} has no reverse: write one into downgrade`),
    // The server is sent what the code sends; this is what the schema looks like afterwards, as the author says it.
    toStatements: ({ effect = [] }) => effect.map(statementOf),
  },
}
