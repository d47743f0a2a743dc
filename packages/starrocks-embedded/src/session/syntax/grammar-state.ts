/** A place in the grammar: before a token, before a rule, where ways part, or behind a rule. */
export type GrammarState =
  | {
      readonly kind: 'token'
      readonly rule: string
      readonly tokens: ReadonlySet<string>
      next: GrammarState
    }
  | { readonly kind: 'rule'; readonly rule: string; readonly name: string; next: GrammarState }
  | { readonly kind: 'decision'; readonly rule: string; readonly ways: GrammarState[] }
  | { readonly kind: 'stop'; readonly rule: string }
