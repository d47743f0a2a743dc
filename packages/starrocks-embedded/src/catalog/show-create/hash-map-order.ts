/**
 * The keys in the order in which a Java HashMap iterates over them: by bucket, then by insertion. SHOW CREATE MATERIALIZED VIEW
 * prints its properties so.
 */
export function hashMapOrder(keys: readonly string[]): readonly string[] {
  let capacity = 16
  while (keys.length > capacity * 0.75) capacity *= 2
  return keys
    .map((key, index) => ({ key, index, bucket: spread(hashCode(key)) & (capacity - 1) }))
    .toSorted((a, b) => a.bucket - b.bucket || a.index - b.index)
    .map((item) => item.key)
}

/** String.hashCode of Java: base 31, in 32 bits. */
export function hashCode(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  return hash
}

function spread(hash: number): number {
  return hash ^ (hash >>> 16)
}
