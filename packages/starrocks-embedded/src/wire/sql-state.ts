/**
 * SQLSTATE of the error codes that have another than HY000, as in StarRocks' ErrorCode. Where StarRocks uses one code for
 * several errors with different states (5507), the commoner one is here: give the other to `ServerError`.
 */
const SQL_STATES: Readonly<Record<string, readonly number[]>> = {
  '02000': [5603, 5607],
  '07000': [6000],
  '08004': [1251],
  '08S01': [1043, 1047, 1153, 1156],
  '0A000': [5911, 5912],
  '21S01': [1058],
  '22000': [5606, 5609, 5610, 5611, 6001],
  '23000': [1052],
  '23001': [1053],
  '25P01': [5302, 5303, 5304, 5305],
  '28000': [1045],
  '3D000': [1046],
  '3F000': [5501],
  '42000': [
    1055, 1066, 1102, 1104, 1110, 1113, 1115, 1117, 1130, 1141, 1166, 1203, 1230, 1231, 1232, 1248, 1286, 1365, 1461,
    5063, 5064, 5070, 5078, 5080, 5081, 5082, 5085, 5086, 5089, 5090, 5202, 5203, 5204, 5206, 5207, 5208, 5500, 5503,
    5504, 5505, 5507, 5508, 5510, 5511, 5512, 5513, 5514, 5601, 5602, 5605, 5700, 5701, 5702, 5703, 5800, 5801, 5802,
    5803, 5901, 5902, 5903, 5904, 5905, 5906, 5907, 5913, 5914, 5915, 5916, 6013, 6014, 6015,
  ],
  '42601': [5604, 5608],
  '42602': [5502],
  '42S01': [1050],
  '42S21': [1060],
  '42S22': [5509],
  '53400': [5024],
  '55000': [5506],
  '55P03': [5300, 5301],
  '58030': [5600],
  XX000: [5077, 5400, 5401],
}

const STATE_BY_CODE: ReadonlyMap<number, string> = new Map(
  Object.entries(SQL_STATES).flatMap(([state, codes]) => codes.map((code) => [code, state] as const)),
)

/** The SQLSTATE that goes with an error code: HY000 unless StarRocks says otherwise. */
export const sqlStateOf = (errno: number): string => STATE_BY_CODE.get(errno) ?? 'HY000'
