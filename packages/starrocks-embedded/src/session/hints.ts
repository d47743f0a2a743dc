import { parseStatement, visit } from 'starrocks-kit/language'
import type { Statement } from 'starrocks-kit/language'
import { setItem } from './set.ts'
import type { SessionState } from './session-state.ts'

/** Runs a statement with what its hints set: `SET_VAR(...)` and `SET_USER_VARIABLE(...)` hold for it alone. */
export async function withHints<T>(statement: Statement, session: SessionState, work: () => Promise<T>): Promise<T> {
  const texts: string[] = []
  visit(statement, {
    Select: ({ hints }) => void texts.push(...(hints ?? [])),
    InsertStatement: ({ hints }) => void texts.push(...(hints ?? [])),
    UpdateStatement: ({ hints }) => void texts.push(...(hints ?? [])),
    DeleteStatement: ({ hints }) => void texts.push(...(hints ?? [])),
  })
  const settings = texts.flatMap(settingsOf)
  if (settings.length === 0) return await work()
  return await session.variables.during(async () => {
    for (const text of settings) {
      const set = parsed(`SET ${text}`)
      // A hint that says nothing sensible is no error.
      for (const item of set?.kind === 'SetStatement' ? set.items : []) {
        if (
          item.kind === 'SetUserVariable' ||
          (item.kind === 'SetSystemVariable' && session.variables.knows(item.name))
        )
          await setItem(item, session)
      }
    }
    return await work()
  })
}

function parsed(text: string): Statement | undefined {
  try {
    return parseStatement(text)
  } catch {
    return undefined
  }
}

/** What stands in the parentheses of the hints that set something. */
function settingsOf(hint: string): readonly string[] {
  const found: string[] = []
  const word = /\bset_(?:var|user_variable)\s*\(/gi
  for (let match = word.exec(hint); match !== null; match = word.exec(hint)) {
    const start = word.lastIndex
    let depth = 1
    let at = start
    for (; at < hint.length && depth > 0; at += 1) {
      const character = hint.charAt(at)
      if (character === "'" || character === '"') {
        const end = hint.indexOf(character, at + 1)
        at = end < 0 ? hint.length : end
      } else if (character === '(') depth += 1
      else if (character === ')') depth -= 1
    }
    found.push(hint.slice(start, at - 1))
    word.lastIndex = at
  }
  return found
}
