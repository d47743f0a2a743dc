/**
 * The property that declares each column. It is the column's name, but for names that an object would not keep in their place: whole numbers
 * come first in every object, and `__proto__` is its prototype.
 */
export function uniqueKeys(names: readonly string[]): readonly string[] {
  const taken = new Set(names)
  return names.map((name) => {
    if (!/^\d+$/.test(name) && name !== '__proto__') return name
    let key = `_${name}`
    while (taken.has(key)) key = `_${key}`
    taken.add(key)
    return key
  })
}
