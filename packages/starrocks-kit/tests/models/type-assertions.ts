/** Compiles only when the two types are the same, neither of them `any`. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Takes a proof: `assertType<Equal<A, B>>(true)`. */
export function assertType<_Proof extends true>(): void {}
