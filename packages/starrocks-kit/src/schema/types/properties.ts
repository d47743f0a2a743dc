/** Properties as StarRocks has them: both keys and values are text. */
export type Properties = Readonly<Record<string, string>>
