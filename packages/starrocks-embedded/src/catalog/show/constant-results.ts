import type { ResultTable } from '../result/result-table.ts'

/** SHOW statements whose answer never changes, by subject. */
export const CONSTANT_RESULTS: Readonly<Record<string, ResultTable>> = {
  COLLATION: {
    columns: ['Collation', 'Charset', 'Id', 'Default', 'Compiled', 'Sortlen'],
    rows: [
      ['utf8_general_ci', 'utf8', '33', 'Yes', 'Yes', '1'],
      ['binary', 'binary', '63', 'Yes', 'Yes', '1'],
      ['gbk_chinese_ci', 'gbk', '28', 'Yes', 'Yes', '1'],
    ],
  },
  CHARSET: {
    columns: ['Charset', 'Description', 'Default collation', 'Maxlen'],
    rows: [['utf8', 'UTF-8 Unicode', 'utf8_general_ci', '3']],
  },
  ENGINES: {
    columns: ['Engine', 'Support', 'Comment', 'Transactions', 'XA', 'Savepoints'],
    rows: [
      ['OLAP', 'YES', 'Default storage engine of StarRocks', 'NO', 'NO', 'NO'],
      ['MySQL', 'YES', 'MySQL server which data is in it', 'NO', 'NO', 'NO'],
      ['ELASTICSEARCH', 'YES', 'ELASTICSEARCH cluster which data is in it', 'NO', 'NO', 'NO'],
      ['HIVE', 'YES', 'HIVE database which data is in it', 'NO', 'NO', 'NO'],
      ['ICEBERG', 'YES', 'ICEBERG data lake which data is in it', 'NO', 'NO', 'NO'],
    ],
  },
  PLUGINS: {
    columns: [
      'Name',
      'Type',
      'Description',
      'Version',
      'JavaVersion',
      'ClassName',
      'SoName',
      'Sources',
      'Status',
      'Properties',
    ],
    rows: [
      [
        '__builtin_AuditLogBuilder',
        'AUDIT',
        'builtin audit logger',
        '0.12.0',
        '1.8.31',
        'com.starrocks.qe.AuditLogBuilder',
        null,
        'Builtin',
        'INSTALLED',
        '{}',
      ],
    ],
  },
}
