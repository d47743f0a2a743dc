/** Every table or view that starrocks-kit makes for itself has this prefix: user objects must not. */
export const OWN_PREFIX = '_starrocks_kit_'

/** Whether a name belongs to starrocks-kit itself: such objects are no part of any schema, and never compared, altered or dropped. */
export function isOwnObject(name: string | { readonly name: string }): boolean {
  return (typeof name === 'string' ? name : name.name).startsWith(OWN_PREFIX)
}
