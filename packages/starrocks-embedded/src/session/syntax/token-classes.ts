import { isReservedWord, NON_RESERVED_WORDS } from 'starrocks-kit/language'
import type { Tokens } from 'starrocks-kit/language'

/** Whether a keyword is also a name. */
export function isNameWord(word: string): boolean {
  return NON_RESERVED_WORDS.has(word) && !isReservedWord(word)
}

/** What each token can be in the grammar. */
export function classesOf(tokens: Tokens): readonly (readonly string[])[] {
  return tokens.kinds.map((kind): readonly string[] => {
    switch (kind) {
      case 'end':
        return ['#end']
      case ';':
        return [';']
      case 'identifier':
      case 'backquoted':
      case 'digit-identifier':
        return ['#name', '#any']
      case 'dot-identifier':
        return ['#dot', '#any']
      case 'string':
      case 'integer':
      case 'decimal':
      case 'double':
      case 'binary':
        return [`#${kind}`, '#any']
      default:
        return isNameWord(kind) ? [kind, '#name', '#any'] : [kind, '#any']
    }
  })
}
