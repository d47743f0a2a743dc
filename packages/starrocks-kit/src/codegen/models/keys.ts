/** How columns are called in models: by their names in the database, or in camel case with `named()`. */
export type Casing = 'preserve' | 'camel'

/**
 * The property that declares each column: its name in the database, or that in camel case. Names that an object would not keep in their place are
 * changed: whole numbers come first in every object, and `__proto__` is its prototype.
 */
export function uniqueKeys(names: readonly string[], casing: Casing): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const wanted = casing === 'camel' ? camelCase(name) : name
    // A name that only differs in its spelling keeps the spelling of the database.
    let key = taken.has(wanted) || (wanted !== name && names.includes(wanted)) ? name : wanted
    if (/^\d+$/.test(key) || key === '__proto__') key = `_${key}`
    while (taken.has(key) || (key !== name && names.includes(key))) key = `_${key}`
    taken.add(key)
    return key
  })
}

/** `placed_at` becomes `placedAt`; underscores at the ends stay, and so does a name that has no other. */
function camelCase(name: string): string {
  const [, before = '', inner = '', after = ''] = /^(_*)(.*?)(_*)$/su.exec(name) ?? []
  const lowered = inner === inner.toUpperCase() ? inner.toLowerCase() : inner
  return before + lowered.replaceAll(/_+(\p{L})/gu, (_, letter: string) => letter.toUpperCase()) + after
}
